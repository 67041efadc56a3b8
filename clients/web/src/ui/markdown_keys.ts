// SPDX-License-Identifier: GPL-3.0-or-later
// What the shortcuts of the field do to its text: marks are put around what is selected, or taken away
// again. Pure.

export interface Selected {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
export type Format = "bold" | "italic" | "code" | "link" | "quote" | "list" | "tasks";

const marks = { bold: "**", italic: "*", code: "`" } as const;

export function applyFormat(now: Selected, format: Format): Selected {
  if (format === "quote") return prefixed(now, "> ");
  if (format === "list") return prefixed(now, "- ");
  if (format === "tasks") return prefixed(now, "- [ ] ");
  if (format === "link") return linked(now);
  const chosen = now.text.slice(now.from, now.to);
  if (format === "code" && chosen.includes("\n")) return fenced(now);
  return surrounded(now, marks[format]);
}

function surrounded({ text, from, to }: Selected, mark: string): Selected {
  const size = mark.length;
  const [before, chosen, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  const isMarked = before.endsWith(mark) && after.startsWith(mark) && (mark !== "*" || !before.endsWith("**"));
  if (isMarked) return { text: before.slice(0, -size) + chosen + after.slice(size), from: from - size, to: to - size };
  // Marks next to a space mark nothing.
  const [lead, trail] = [/^\s*/.exec(chosen)?.[0] ?? "", /\S/.test(chosen) ? (/\s*$/.exec(chosen)?.[0] ?? "") : ""];
  const inner = chosen.slice(lead.length, chosen.length - trail.length);
  const start = from + lead.length + size;
  return { text: `${before}${lead}${mark}${inner}${mark}${trail}${after}`, from: start, to: start + inner.length };
}

function fenced({ text, from, to }: Selected): Selected {
  const [before, chosen, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  const lead = before === "" || before.endsWith("\n") ? "```\n" : "\n```\n";
  const trail = `${chosen.endsWith("\n") ? "" : "\n"}\`\`\`${after.startsWith("\n") || after === "" ? "" : "\n"}`;
  const start = from + lead.length;
  return { text: before + lead + chosen + trail + after, from: start, to: start + chosen.length };
}

// The caret goes where something is still to be written: the address, or the words.
function linked({ text, from, to }: Selected): Selected {
  const chosen = text.slice(from, to);
  const isAddress = /^(https?:\/\/|mailto:)\S+$/i.test(chosen);
  const made = isAddress ? `[](${chosen})` : `[${chosen}]()`;
  const caret = isAddress || chosen === "" ? from + 1 : from + made.length - 1;
  return { text: text.slice(0, from) + made + text.slice(to), from: caret, to: caret };
}

function prefixed({ text, from, to }: Selected, prefix: string): Selected {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const lineEnd = text.indexOf("\n", to);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const lines = text.slice(start, end).split("\n");
  const isOn = lines.every((line) => line.startsWith(prefix));
  const made = lines.map((line) => (isOn ? line.slice(prefix.length) : prefix + line)).join("\n");
  const grown = made.length - (end - start);
  const caret = from === to ? Math.max(start, to + grown) : undefined;
  return { text: text.slice(0, start) + made + text.slice(end), from: caret ?? start, to: caret ?? end + grown };
}

// Enter inside a list or quote goes on with it; on an empty item it ends. Null: an ordinary new line.
export function newLine({ text, from, to }: Selected): Selected | null {
  if (from !== to) return null;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const found = /^(\s*)([-*+] (?:\[[ xX]\] )?|> |(\d{1,9})([.)]) )/.exec(text.slice(start, from));
  if (!found) return null;
  const written = text.slice(start + found[0].length, from);
  if (written.trim() === "") return { text: text.slice(0, start) + text.slice(from), from: start, to: start };
  const next = found[3] ? `${Number(found[3]) + 1}${found[4]} ` : (found[2] ?? "").replace(/\[[xX]\]/, "[ ]");
  const made = `\n${found[1]}${next}`;
  return { text: text.slice(0, from) + made + text.slice(from), from: from + made.length, to: from + made.length };
}

// The one stretch in which two texts differ.
export function differenceOf(before: string, after: string): { readonly start: number; readonly end: number; readonly inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { start, end: before.length - same, inserted: after.slice(start, after.length - same) };
}

// "mod+b" and the like, to what they do. By the letter that is written, so that it holds on every keyboard.
export function formatOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): Format | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.shiftKey) return ({ "8": "list", "(": "list", "*": "list", "9": "quote", ")": "quote", ".": "quote", ":": "quote", ">": "quote" } as const)[key] ?? null;
  return ({ b: "bold", i: "italic", e: "code", k: "link" } as const)[key] ?? null;
}
