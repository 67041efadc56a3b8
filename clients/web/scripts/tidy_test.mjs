// SPDX-License-Identifier: GPL-3.0-or-later
// Shows each rule of tidy.mjs a sound tree and a bad example: a check that cannot fail is a defect.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { top } from "./files.mjs";

const spdx = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
const sound = {
  "i18n/en.ts": `${spdx}import { ui } from "./en/ui";\nexport const en = { ...ui };\n`,
  "i18n/sv.ts": `${spdx}import { ui } from "./sv/ui";\nexport const sv = { ...ui };\n`,
  "i18n/en/ui.ts": `${spdx}export const ui = { "ui.close": "Close" };\n`,
  "i18n/sv/ui.ts": `${spdx}export const ui = { "ui.close": "Stäng" };\n`,
  "ui/button.tsx": `${spdx}export const Button = () => <button class="button" aria-label={t("ui.close")}>×</button>;\n`,
  "features/polls/view.tsx": `${spdx}import { Button } from "../../ui/button";\nexport default Button;\n`,
  "ui/button.css": `/* SPDX-License-Identifier: GPL-3.0-or-later */\n@layer ui {\n  .button { color: var(--text); }\n}\n`,
};

function tidy(extra) {
  const folder = mkdtempSync(join(tmpdir(), "fika-tidy-"));
  try {
    for (const [path, content] of Object.entries({ ...sound, ...extra })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const env = { ...process.env, FIKA_WEB_SOURCES: folder };
    return spawnSync(process.execPath, [join(top, "scripts/tidy.mjs")], { env, encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const shown = new Set();
function bad(rule, path, content) {
  shown.add(rule);
  test(`${rule}: ${path}`, () => {
    const { status, stdout } = tidy({ [path]: content });
    assert.equal(status, 1, stdout);
    assert.match(stdout, new RegExp(`^FAIL web/${rule}: ${path.replace(/\..*/, "")}`, "m"));
  });
}

bad("layers", "ui/upward.ts", `${spdx}import { x } from "../store/x";\n`);
bad("layers", "features/polls/sideways.ts", `${spdx}import { x } from "../wiki/x";\n`);
bad("layers", "store/lazily.ts", `${spdx}const x = () => import("../features/polls/view");\n`);
bad("sizes", "ui/long.ts", spdx + "export {};\n".repeat(250));
bad("names", "ui/BigThing.ts", spdx);
bad("licence", "ui/bare.ts", "export {};\n");
bad("words", "features/polls/said.tsx", `${spdx}export const A = () => <p>Good morning</p>;\n`);
bad("words", "features/polls/heard.tsx", `${spdx}export const A = () => <p aria-label="Good morning" />;\n`);
bad("words", "features/polls/braced.tsx", `${spdx}export const A = () => <p>{"Good morning"}</p>;\n`);
bad("markup", "ui/inner.ts", `${spdx}document.body.innerHTML = "x";\n`);
bad("markup", "ui/dangerous.tsx", `${spdx}export const A = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n`);
bad("markup", "ui/styled.tsx", `${spdx}export const A = () => <p style={{ color: "red" }} />;\n`);
bad("markup", "ui/evil.ts", `${spdx}eval("1");\n`);
bad("markup", "ui/parsed.ts", `${spdx}new DOMParser();\n`);
bad("styles", "ui/free.css", "/* SPDX-License-Identifier: GPL-3.0-or-later */\n.x { color: var(--text); }\n");
bad("styles", "ui/colour.css", "/* SPDX-License-Identifier: GPL-3.0-or-later */\n@layer ui {\n  .x { color: #123456; }\n}\n");
bad("styles", "ui/side.css", "/* SPDX-License-Identifier: GPL-3.0-or-later */\n@layer ui {\n  .x { margin-left: 1px; }\n}\n");
bad("catalogues", "i18n/en/lonely.ts", `${spdx}export const lonely = {};\n`);

test("a sound tree passes, and every rule has a bad example", () => {
  const { status, stdout } = tidy({});
  assert.equal(status, 0, stdout);
  const rules = [...stdout.matchAll(/^ok web\/(\w+)$/gm)].map((hit) => hit[1]);
  assert.deepEqual(rules.sort(), [...shown].sort());
});
