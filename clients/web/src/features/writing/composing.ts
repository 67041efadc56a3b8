// SPDX-License-Identifier: GPL-3.0-or-later
// A page's text from the fields of its template: a heading each, and what was written below it. Pure.

export interface ComposedField {
  readonly id: string;
  readonly label: string;
}

// Fields that nobody filled in leave nothing; `rest` is what stands below them all.
export function composed(fields: readonly ComposedField[], answers: Readonly<Record<string, string>>, rest = ""): string {
  const parts = fields.flatMap(({ id, label }) => {
    const text = tidied(answers[id] ?? "");
    return text === "" ? [] : [`## ${label}\n\n${deeper(text)}`];
  });
  const last = tidied(rest);
  const whole = [...parts, ...(last === "" ? [] : [last])].join("\n\n");
  return whole === "" ? "" : `${whole}\n`;
}

const tidied = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").trim();

// A heading within a field stands below the field's own.
function deeper(text: string): string {
  let isCode = false;
  return text
    .split("\n")
    .map((line) => {
      if (/^ {0,3}(```|~~~)/.test(line)) isCode = !isCode;
      return isCode ? line : line.replace(/^(#{1,2})(?= )/, "###");
    })
    .join("\n");
}

// "Kaffe, möten ,kaffe" as tags: each once, whatever its case.
export function tagsOf(written: string): string[] {
  const seen = new Map<string, string>();
  for (const tag of written.split(/[,;\n]/)) {
    const own = tag.replace(/\s+/g, " ").replace(/^[\s#]+/, "").trim();
    if (own !== "" && !seen.has(own.toLocaleLowerCase())) seen.set(own.toLocaleLowerCase(), own);
  }
  return [...seen.values()];
}
export const tagsMax = 20;
export const tagLengthMax = 40;
export const textBytesMax = 512 * 1024;
export const titleMax = 200;

const utf8 = new TextEncoder();
// In bytes, as the server counts it; what is far below the limit is not counted.
export const bytesOver = (text: string): number => (text.length * 3 < textBytesMax ? 0 : Math.max(0, utf8.encode(text).length - textBytesMax));

export type Fault = "title" | "titleLong" | "textLong" | "tagsMany" | "tagLong" | "summaryLong";

export function faultsOf({ title, text, tags, summary }: { title: string; text: string; tags: string; summary: string }): readonly Fault[] {
  const found = tagsOf(tags);
  const faults: [Fault, boolean][] = [
    ["title", title.trim() === ""],
    ["titleLong", [...title.trim()].length > titleMax],
    ["textLong", bytesOver(text) > 0],
    ["tagsMany", found.length > tagsMax],
    ["tagLong", found.some((tag) => [...tag].length > tagLengthMax)],
    ["summaryLong", [...summary].length > 200],
  ];
  return faults.filter(([, isSo]) => isSo).map(([fault]) => fault);
}
