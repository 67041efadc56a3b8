// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { personPath } from "../../router/places";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { nameOr } from "../../ui/names";

export function PersonLink({ store, id }: { store: Store; id: string }): JSX.Element {
  return (
    <Link to={personPath(id)} look="quiet">
      {nameOr(nameOf(store, id).value)}
    </Link>
  );
}
