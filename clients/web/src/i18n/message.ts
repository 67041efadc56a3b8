// SPDX-License-Identifier: GPL-3.0-or-later
// The small part of ICU's message format that Fika's catalogues use: {name}, and
// {count, plural, =0 {none} one {# reply} other {# replies}}. Pure; throws on a malformed message, which
// the test over both catalogues would show long before a person sees it.

export type Value = string | number;
export type Part<Node> = string | Node;

type Piece =
  | { kind: "text"; text: string }
  | { kind: "count" }
  | { kind: "value"; name: string }
  | { kind: "plural"; name: string; branches: Map<string, Piece[]> };

const parsed = new Map<string, Piece[]>();

export function parseMessage(source: string): Piece[] {
  const known = parsed.get(source);
  if (known) return known;
  const reader = new Reader(source);
  const pieces = reader.pieces(false);
  parsed.set(source, pieces);
  return pieces;
}

// The names that a message asks for.
export function namesIn(source: string): Set<string> {
  const names = new Set<string>();
  const visit = (pieces: Piece[]) => {
    for (const piece of pieces) {
      if (piece.kind === "value") names.add(piece.name);
      if (piece.kind === "plural") {
        names.add(piece.name);
        for (const branch of piece.branches.values()) visit(branch);
      }
    }
  };
  visit(parseMessage(source));
  return names;
}

// The message with its values put in. A value may be anything that a view can draw; numbers are
// written as `formatNumber` does.
export function fill<Node>(
  source: string,
  values: Readonly<Record<string, Value | Node>>,
  locale: string,
  formatNumber: (value: number) => string,
): Part<Node>[] {
  const out: Part<Node>[] = [];
  const put = (part: Part<Node>) => {
    const last = out.length - 1;
    if (typeof part === "string" && typeof out[last] === "string") out[last] += part;
    else out.push(part);
  };
  const write = (pieces: Piece[], count: number | undefined) => {
    for (const piece of pieces) {
      if (piece.kind === "text") put(piece.text);
      else if (piece.kind === "count") put(count === undefined ? "#" : formatNumber(count));
      else if (piece.kind === "value") {
        const value = values[piece.name];
        if (value === undefined) put(`{${piece.name}}`);
        else put(typeof value === "number" ? formatNumber(value) : (value as Part<Node>));
      } else {
        const number = Number(values[piece.name]);
        const branch =
          piece.branches.get(`=${number}`) ??
          piece.branches.get(pluralRules(locale).select(number)) ??
          piece.branches.get("other");
        if (branch) write(branch, number);
      }
    }
  };
  write(parseMessage(source), undefined);
  return out;
}

const rules = new Map<string, Intl.PluralRules>();
function pluralRules(locale: string): Intl.PluralRules {
  let found = rules.get(locale);
  if (!found) rules.set(locale, (found = new Intl.PluralRules(locale)));
  return found;
}

class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  pieces(isBranch: boolean): Piece[] {
    const out: Piece[] = [];
    let text = "";
    const flush = () => {
      if (text) out.push({ kind: "text", text });
      text = "";
    };
    while (this.at < this.source.length) {
      const char = this.source[this.at]!;
      if (char === "}") {
        if (!isBranch) throw this.fault("a } without its {");
        flush();
        return out;
      }
      this.at += 1;
      if (char === "{") {
        flush();
        out.push(this.placeholder());
      } else if (char === "#" && isBranch) {
        flush();
        out.push({ kind: "count" });
      } else text += char;
    }
    if (isBranch) throw this.fault("a { without its }");
    flush();
    return out;
  }

  private placeholder(): Piece {
    const name = this.word();
    if (this.take("}")) return { kind: "value", name };
    this.expect(",");
    if (this.word() !== "plural") throw this.fault("only plural is known");
    this.expect(",");
    const branches = new Map<string, Piece[]>();
    while (!this.take("}")) {
      const selector = this.word();
      this.expect("{");
      branches.set(selector, this.pieces(true));
      this.expect("}");
    }
    if (!branches.has("other")) throw this.fault("a plural without other");
    return { kind: "plural", name, branches };
  }

  private skipSpace(): void {
    while (/\s/.test(this.source[this.at] ?? "")) this.at += 1;
  }

  private word(): string {
    this.skipSpace();
    const found = /^[=\w]+/.exec(this.source.slice(this.at))?.[0];
    if (!found) throw this.fault("a name is missing");
    this.at += found.length;
    this.skipSpace();
    return found;
  }

  private take(char: string): boolean {
    this.skipSpace();
    if (this.source[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private expect(char: string): void {
    if (!this.take(char)) throw this.fault(`${char} is missing`);
  }

  private fault(what: string): Error {
    return new Error(`Message "${this.source}": ${what} at ${this.at}`);
  }
}
