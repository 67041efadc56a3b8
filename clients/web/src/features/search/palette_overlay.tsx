// SPDX-License-Identifier: GPL-3.0-or-later
// Stands by on every page: the palette on Ctrl-K or Cmd-K, and the way to the box on "/".
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { Dialog } from "../../ui/dialog";
import { useShortcut } from "../../ui/shortcuts";
import { Palette } from "./palette";
import { noteVisit } from "./recent";
import { boxId } from "./search_box";

export default withStore(PaletteOverlay);

function PaletteOverlay({ store }: { store: Store }): JSX.Element {
  const isOpen = useSignal(false);
  const open = useCallback(() => {
    // Over another dialog it would leave that one behind, with what is written in it.
    if (!document.querySelector("dialog[open]")) isOpen.value = true;
  }, []);
  useShortcut("mod+k", "palette.shortcut", open, true);
  useShortcut("/", "search.shortcut", toBox);
  const { path } = location.value;
  useEffect(() => noteVisit(store.me, path), [path]);
  const close = () => (isOpen.value = false);
  return (
    <Dialog isOpen={isOpen.value} title={t("palette.title")} onClose={close}>
      <Palette store={store} onLeave={close} />
    </Dialog>
  );
}

function toBox(): void {
  const box = document.getElementById(boxId);
  if (!(box instanceof HTMLInputElement)) return navigate("/search");
  box.focus();
  box.select();
}
