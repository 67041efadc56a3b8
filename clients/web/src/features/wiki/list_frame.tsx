// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of a list of the wiki: of which place it is, and the way back there.
import type { ComponentChildren, JSX } from "preact";
import { t } from "../../i18n";
import { location } from "../../router/location";
import { communityPagesPath, wikiPath } from "../../router/places";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { placeName } from "./places";
import { placeFrom, type PlaceName } from "./tag_path";

interface FrameProps {
  readonly store: Store;
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ComponentChildren;
  readonly children: (place: PlaceName) => ComponentChildren;
}

export function ListFrame({ store, title, lead, actions, children }: FrameProps): JSX.Element {
  const place = placeFrom(location.value.query);
  const back = place ? <Link to={communityPagesPath(place)}>{t("wiki.where", { place: placeName(store, place) })}</Link> : <Link to={wikiPath}>{t("wiki.title")}</Link>;
  return (
    <Page title={title} context={back} actions={actions} {...(lead ? { lead } : {})}>
      {children(place)}
    </Page>
  );
}
