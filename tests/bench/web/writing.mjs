// SPDX-License-Identifier: GPL-3.0-or-later
// Keys pressed in the field below a thread of 10,000 messages, all of them held.
import { openMeasuredPage } from "./page.mjs";

const words = "Jag undrar om vi kan ses vid kaffebryggaren och prata om hur det gick med den nya kvarnen, den gamla var så högljudd. ";

export async function writing({ browser, page, slowdown, keys, record, profiled }) {
  await page.getByRole("textbox", { name: /^Write in the thread/ }).click();
  const pressed = await profiled(page, "writing", () => press(page, keys));
  for (const [what, field] of [["key to paint", "paint"], ["work of the main thread for a key", "work"]]) {
    for (const [name, part] of [["p50", 0.5], ["p95", 0.95], ["p99", 0.99]]) record(`${what}: ${name}`, "ms", share(pressed.map((each) => each[field]), part));
  }
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  const bare = await openMeasuredPage(await browser.newContext(), { slowdown });
  await bare.setContent("<textarea></textarea>");
  await bare.locator("textarea").click();
  const there = await press(bare, keys);
  for (const [name, part] of [["p50", 0.5], ["p95", 0.95]]) record(`in an empty page, key to paint: ${name}`, "ms", share(there.map(({ paint }) => paint), part));
  await bare.context().close();
}

const share = (values, part) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];

async function press(page, keys) {
  await page.evaluate(() => {
    // From the key as the browser got it to the first task after its frame; and how much of that the main
    // thread was at work: in the handlers, and from the frame's beginning to that task.
    window.keysPressed = [];
    let handled = 0;
    document.activeElement.addEventListener("keydown", ({ timeStamp }) => {
      const began = performance.now();
      const { port1, port2 } = new MessageChannel();
      let frame = 0;
      port1.onmessage = () => {
        const now = performance.now();
        window.keysPressed.push({ paint: now - timeStamp, work: handled - began + now - frame });
      };
      requestAnimationFrame(() => {
        frame = performance.now();
        port2.postMessage(0);
      });
    });
    // Behind the app's own, which has drawn by then.
    addEventListener("input", () => (handled = performance.now()));
  });
  for (let at = 0; at < keys; at += 1) {
    const key = words[at % words.length];
    await page.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: key });
    await page.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key });
    // Some eight keys a second, off the beat of the screen.
    await page.waitForTimeout(110 + ((at * 7) % 31));
  }
  return page.evaluate(() => window.keysPressed);
}
