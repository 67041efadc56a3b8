// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two texts, word by word. Pure; bounded, so that texts that have nothing in common cost no more
// than saying so.

export interface Stretch {
  readonly is: "same" | "gone" | "new";
  readonly text: string;
}

// Words with their letters and digits, spaces, and every other sign for itself.
const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

// So many words may be gone or new.
const stepsMax = 1500;

export function wordsApart(before: string, after: string): readonly Stretch[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  let lead = 0;
  while (lead < a.length && lead < b.length && a[lead] === b[lead]) lead += 1;
  let trail = 0;
  while (trail < a.length - lead && trail < b.length - lead && a[a.length - 1 - trail] === b[b.length - 1 - trail]) trail += 1;
  const out: Stretch[] = [];
  const put = (is: Stretch["is"], text: string): void => {
    const last = out[out.length - 1];
    if (text === "") return;
    if (last?.is === is) out[out.length - 1] = { is, text: last.text + text };
    else out.push({ is, text });
  };
  put("same", a.slice(0, lead).join(""));
  for (const { is, text } of middle(a.slice(lead, a.length - trail), b.slice(lead, b.length - trail))) put(is, text);
  put("same", a.slice(a.length - trail).join(""));
  return out;
}

// Myers' shortest way from one to the other. `trace[d]` has how far each diagonal from -d-1 to d+1 reached before
// step d.
function middle(a: readonly string[], b: readonly string[]): Stretch[] {
  const whole: Stretch[] = [{ is: "gone", text: a.join("") }, { is: "new", text: b.join("") }];
  if (a.length === 0 || b.length === 0) return whole;
  const most = Math.min(a.length + b.length, stepsMax);
  const zero = most + 1;
  const reach = new Int32Array(2 * most + 3).fill(-1);
  reach[zero + 1] = 0;
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d += 1) {
    trace.push(reach.slice(zero - d - 1, zero + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[zero + k - 1]! < reach[zero + k + 1]!);
      let x = isDown ? reach[zero + k + 1]! : reach[zero + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[zero + k] = x;
      if (x >= a.length && x - k >= b.length) return back(a, b, trace);
    }
  }
  return whole;
}

function back(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): Stretch[] {
  const out: Stretch[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d > 0; d -= 1) {
    const reached = (k: number): number => trace[d]![k + d + 1]!;
    const k = x - y;
    const isDown = k === -d || (k !== d && reached(k - 1) < reached(k + 1));
    const start = reached(isDown ? k + 1 : k - 1);
    // Where the step led; from there on both were the same.
    const landed = isDown ? start : start + 1;
    for (; x > landed; y -= 1) out.push({ is: "same", text: a[(x -= 1)]! });
    if (isDown) out.push({ is: "new", text: b[(y -= 1)]! });
    else out.push({ is: "gone", text: a[(x -= 1)]! });
  }
  while (x > 0) out.push({ is: "same", text: a[(x -= 1)]! });
  return ordered(out.reverse());
}

// Between two stretches that are the same, what is gone stands before what is new; a lone space between
// changes belongs to them.
function ordered(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  let [gone, made] = ["", ""];
  const flush = (): void => {
    if (gone) out.push({ is: "gone", text: gone });
    if (made) out.push({ is: "new", text: made });
    gone = made = "";
  };
  stretches.forEach(({ is, text }, index) => {
    const next = stretches[index + 1];
    const isBetween = is === "same" && /^[ \t]+$/.test(text) && gone + made !== "" && next !== undefined && next.is !== "same";
    if (is === "gone" || isBetween) gone += text;
    if (is === "new" || isBetween) made += text;
    if (is === "same" && !isBetween) {
      flush();
      out.push({ is, text });
    }
  });
  flush();
  return out;
}
