// SPDX-License-Identifier: GPL-3.0-or-later
// After a change of view focus goes to its heading, so that a screen reader reads where one is and Tab goes
// on from there. A heading that is drawn later, or anew once more is known, is waited for, unless the person
// has gone on meanwhile.

const patienceMs = 4000;

// Answers a function that ends the waiting.
export function focusHeading(): () => void {
  const main = document.querySelector<HTMLElement>("main");
  if (!main) return () => undefined;
  // A view may have put focus itself, on a field say.
  if (main.contains(document.activeElement) && document.activeElement !== main) return () => undefined;
  let held: HTMLElement = main;
  const toHeading = () => {
    const heading = main.querySelector<HTMLElement>("h1");
    if (!heading && held !== main) return;
    held = heading ?? main;
    held.focus({ preventScroll: true });
  };
  toHeading();
  const watcher = new MutationObserver(() => {
    const { activeElement } = document;
    const isLost = activeElement === document.body && !held.isConnected;
    if (activeElement !== held && !isLost) stop();
    else if (held === main || isLost) toHeading();
  });
  const stop = () => {
    watcher.disconnect();
    clearTimeout(timer);
  };
  const timer = setTimeout(stop, patienceMs);
  watcher.observe(main, { childList: true, subtree: true });
  return stop;
}
