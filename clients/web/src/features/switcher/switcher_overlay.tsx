// SPDX-License-Identifier: GPL-3.0-or-later
// Stands by on every page: opens on Ctrl-K or Cmd-K, and instead of the page that the link leads to.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { location } from "../../router/location";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { Dialog } from "../../ui/dialog";
import { useShortcut } from "../../ui/shortcuts";
import { switcherPath } from "./path";
import { noteVisit } from "./recent";
import { Switcher } from "./switcher";

export default withStore(SwitcherOverlay);

function SwitcherOverlay({ store }: { store: Store }): JSX.Element {
  const isOpen = useSignal(false);
  const open = useCallback(() => {
    // Over another dialog it would leave that one behind, with what is written in it.
    if (!document.querySelector("dialog[open]")) isOpen.value = true;
  }, []);
  useShortcut("mod+k", "switcher.shortcut", open, true);
  const { path } = location.value;
  useEffect(() => noteVisit(store.me, path), [path]);
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link?.getAttribute("href") !== switcherPath || link.closest("dialog")) return;
      event.preventDefault();
      open();
    };
    // Before the router, which leaves alone what is prevented.
    document.addEventListener("click", onClick, { capture: true });
    return () => document.removeEventListener("click", onClick, { capture: true });
  }, []);
  const close = () => (isOpen.value = false);
  return (
    <Dialog isOpen={isOpen.value} title={t("switcher.title")} onClose={close}>
      <Switcher store={store} onLeave={close} />
    </Dialog>
  );
}
