// SPDX-License-Identifier: GPL-3.0-or-later
// What the toolbar and the menu behind a slash put into the text. Pure.
import { applyFormat, type Format, type Selected } from "../../ui/markdown_keys";

export type PageFormat = Format | "heading" | "subheading" | "numbered" | "block" | "table" | "rule" | "pageLink";

export function format(now: Selected, wanted: PageFormat): Selected {
  switch (wanted) {
    case "heading":
      return headed(now, 2);
    case "subheading":
      return headed(now, 3);
    case "numbered":
      return numbered(now);
    case "block":
      return standing(now, (chosen) => ({ text: `\`\`\`\n${chosen}\n\`\`\``, from: 4, to: 4 + chosen.length }));
    case "rule":
      return standing(now, (chosen) => ({ text: chosen ? `${chosen}\n\n---` : "---", from: chosen.length + (chosen ? 5 : 3), to: chosen.length + (chosen ? 5 : 3) }));
    case "table":
      return standing(now, table);
    case "pageLink": {
      const chosen = now.text.slice(now.from, now.to);
      const text = `${now.text.slice(0, now.from)}[[${chosen}]]${now.text.slice(now.to)}`;
      return { text, from: now.from + 2, to: now.from + 2 + chosen.length };
    }
    default:
      return applyFormat(now, wanted);
  }
}

interface Lines {
  readonly start: number;
  readonly end: number;
}
function linesOf({ text, from, to }: Selected): Lines {
  const end = text.indexOf("\n", to);
  return { start: text.lastIndexOf("\n", from - 1) + 1, end: end < 0 ? text.length : end };
}

// One press makes a heading of the line, the next one text again.
function headed(now: Selected, level: number): Selected {
  const { start, end } = linesOf(now);
  const line = now.text.slice(start, end);
  const found = /^(#{1,6}) +/.exec(line);
  const rest = line.slice(found?.[0].length ?? 0);
  const made = found?.[1]?.length === level ? rest : `${"#".repeat(level)} ${rest}`;
  const caret = Math.max(start, now.to + made.length - line.length);
  return { text: now.text.slice(0, start) + made + now.text.slice(end), from: caret, to: caret };
}

function numbered(now: Selected): Selected {
  const { start, end } = linesOf(now);
  const lines = now.text.slice(start, end).split("\n");
  const isOn = lines.every((line) => /^\d{1,9}[.)] /.test(line));
  const made = lines.map((line, index) => (isOn ? line.replace(/^\d{1,9}[.)] /, "") : `${index + 1}. ${line}`)).join("\n");
  const caret = start + made.length;
  return { text: now.text.slice(0, start) + made + now.text.slice(end), from: now.from === now.to ? caret : start, to: caret };
}

// In paragraphs of its own, with an empty line before and behind.
function standing(now: Selected, make: (chosen: string) => Selected): Selected {
  const [before, chosen, after] = [now.text.slice(0, now.from), now.text.slice(now.from, now.to), now.text.slice(now.to)];
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const trail = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const made = make(chosen);
  const start = now.from + lead.length;
  return { text: before + lead + made.text + trail + after, from: start + made.from, to: start + made.to };
}

// What was chosen becomes its rows, divided where tabs, semicolons or commas stand; else it is an empty one.
function table(chosen: string): Selected {
  const lines = chosen.trim() === "" ? [] : chosen.trim().split("\n");
  const sign = ["\t", ";", ","].find((each) => lines.length > 0 && lines.every((line) => line.includes(each)));
  const rows = lines.map((line) => (sign ? line.split(sign) : [line]).map((cell) => cell.trim().replace(/\|/g, "\\|")));
  const width = Math.min(20, Math.max(2, ...rows.map((row) => row.length)));
  const line = (cells: readonly string[]): string => `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  const [head = [], ...others] = rows;
  const text = [line(head), line(Array.from({ length: width }, () => "---")), ...(others.length > 0 ? others : [[], []]).map(line)].join("\n");
  return { text, from: 2, to: 2 };
}
