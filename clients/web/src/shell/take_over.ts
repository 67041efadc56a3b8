// SPDX-License-Identifier: GPL-3.0-or-later
// The server writes a wiki page as a whole document, and the app starts within it. Whoever reads already is
// not shown a waiting app meanwhile: the document stays until the app's own view stands, and goes on at the
// line that was being read.

const patienceMs = 5000;

// Call it before the app is drawn in `root`.
export function beginTakeOver(root: HTMLElement): void {
  const paper = root.querySelector<HTMLElement>(".paper");
  if (!paper) return;
  root.before(paper);
  root.hidden = true;
  const swap = () => {
    watcher.disconnect();
    clearTimeout(timer);
    const line = lineIn(paper.querySelector("#text"));
    paper.remove();
    root.hidden = false;
    if (line) goTo(root, line);
  };
  const watcher = new MutationObserver(() => isDrawn(root) && swap());
  watcher.observe(root, { childList: true, subtree: true });
  const timer = setTimeout(swap, patienceMs);
}

function isDrawn(root: HTMLElement): boolean {
  if (root.querySelector(".reading-text, .empty")) return true;
  return root.querySelector("main h1") !== null && root.querySelector("main .skeleton") === null;
}

interface Line {
  // Which of the text's blocks, and how far from the top of the window.
  readonly block: number;
  readonly top: number;
}

// Nothing where somebody has just come: then the app begins at the top, too, or at what the address names.
function lineIn(text: Element | null): Line | null {
  if (!text || window.scrollY === 0) return null;
  const blocks = [...text.children];
  const block = blocks.findIndex((each) => each.getBoundingClientRect().bottom > 0);
  return block < 0 ? null : { block, top: blocks[block]!.getBoundingClientRect().top };
}

function goTo(root: HTMLElement, { block, top }: Line): void {
  const same = root.querySelector(".article")?.children[block];
  const main = root.querySelector("main");
  if (!same || !main) return;
  const away = same.getBoundingClientRect().top - Math.max(top, 0);
  // On a low screen the page scrolls as a whole.
  if (main.scrollHeight > main.clientHeight) main.scrollTop += away;
  else window.scrollBy(0, away);
}
