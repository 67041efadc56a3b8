// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

type Tokens = Map<string, string>;
const read = (name: string) => readFileSync(`src/styles/${name}.css`, "utf8");

// The custom properties with a plain colour in the block that follows `selector`.
function block(css: string, selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  assert.notEqual(start, -1, selector);
  const body = css.slice(start, css.indexOf("}", start));
  return new Map([...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map((hit) => [hit[1]!, hit[2]!]));
}

const tokens = read("tokens");
const avatars = block(read("avatar_hues"), ":root");
const light = block(tokens, ":root");
const dark = block(tokens, ':root[data-theme="dark"]');
const darkBySystem = block(tokens, ':root:not([data-theme="light"])');

// WCAG 2.2: relative luminance and contrast ratio.
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ["--ground", "--raised", "--sunken", "--hover"];
const readable: [string, string][] = [
  ...["--text", "--quiet", "--accent", "--accent-strong", "--danger"].flatMap((text) =>
    surfaces.map((surface): [string, string] => [text, surface]),
  ),
  ...["--accent", "--danger", "--good", "--warn"].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ["--text", `${tone}-soft`],
    ["--quiet", `${tone}-soft`],
  ]),
  ["--on-accent", "--accent"],
  ["--on-accent", "--accent-strong"],
  ["--on-danger", "--danger"],
  ["--on-danger", "--danger-strong"],
  ["--good", "--ground"],
  ["--good", "--raised"],
  ["--warn", "--ground"],
  ["--warn", "--raised"],
];
const visible: [string, string][] = [
  ...["--edge", "--focus"].flatMap((line) => surfaces.map((surface): [string, string] => [line, surface])),
  ["--focus", "--accent-soft"],
  ["--focus", "--danger-soft"],
  ["--focus", "--warn-soft"],
  ["--focus", "--good-soft"],
];

for (const [theme, colours] of [["light", light], ["dark", dark]] as const) {
  test(`text can be read in the ${theme} theme: 4.5 to 1 at least`, () => {
    for (const [text, surface] of readable) {
      const ratio = contrast(colours.get(text)!, colours.get(surface)!);
      assert.ok(ratio >= 4.5, `${text} on ${surface}: ${ratio.toFixed(2)}`);
    }
  });
  test(`edges and focus rings can be seen in the ${theme} theme: 3 to 1 at least`, () => {
    for (const [line, surface] of visible) {
      const ratio = contrast(colours.get(line)!, colours.get(surface)!);
      assert.ok(ratio >= 3, `${line} on ${surface}: ${ratio.toFixed(2)}`);
    }
  });
}

test("letters on every avatar can be read", () => {
  for (const [name, colour] of avatars) {
    if (name === "--on-avatar") continue;
    const ratio = contrast(colour, avatars.get("--on-avatar")!);
    assert.ok(ratio >= 4.5, `${name}: ${ratio.toFixed(2)}`);
  }
});

test("dark is the same whether the system or the person asks for it, and leaves no colour out", () => {
  assert.deepEqual([...dark], [...darkBySystem]);
  assert.deepEqual([...dark.keys()], [...light.keys()]);
});
