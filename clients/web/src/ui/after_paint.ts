// SPDX-License-Identifier: GPL-3.0-or-later
// Runs what can wait once the next frame is on the screen. Answers how to call it off.
export function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
