// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps somebody who works through a list by keyboard in the list: where the row of a pressed button goes
// away, focus goes to the button of the row that takes its place, else to the heading of the page.

const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("main .row-actions button")];

// Call it before what makes the row go.
export function holdPlace(pressed: Element): void {
  const at = buttons().findIndex((button) => button === pressed);
  const settle = (tries: number): void => {
    if (pressed.isConnected && tries > 0) return void setTimeout(() => settle(tries - 1), 50);
    // Whoever has gone elsewhere meanwhile stays there.
    if (pressed.isConnected || document.activeElement !== document.body) return;
    const left = buttons();
    const next = left[Math.min(Math.max(at, 0), left.length - 1)];
    (next ?? document.querySelector<HTMLElement>("main h1"))?.focus();
  };
  setTimeout(() => settle(10), 0);
}
