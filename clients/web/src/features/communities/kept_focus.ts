// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect } from "preact/hooks";

// What had focus may go, as a button does once one has joined: the page's heading then takes it, so that a
// keyboard goes on where the person is and not from the top.
export function useKeptFocus(): void {
  useEffect(() => {
    const main = document.querySelector("main");
    if (!main) return;
    let last: Element | null = null;
    const onFocusIn = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const watcher = new MutationObserver(() => {
      if (!last || last.isConnected) return;
      last = null;
      if (document.activeElement === document.body) main.querySelector<HTMLElement>("h1")?.focus();
    });
    main.addEventListener("focusin", onFocusIn);
    watcher.observe(main, { childList: true, subtree: true });
    return () => {
      main.removeEventListener("focusin", onFocusIn);
      watcher.disconnect();
    };
  }, []);
}
