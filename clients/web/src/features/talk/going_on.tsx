// SPDX-License-Identifier: GPL-3.0-or-later
// Files that an earlier visit could not send go on, whatever is on screen.
import { useEffect } from "preact/hooks";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { uploads } from "../../store/uploads";

function GoingOn({ store }: { store: Store }): null {
  useEffect(() => void uploads(store), [store]);
  return null;
}

export default withStore(GoingOn);
