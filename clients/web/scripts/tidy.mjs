// SPDX-License-Identifier: GPL-3.0-or-later
// What the app's sources must have or must not have: layers, sizes, no words outside the catalogues, no
// markup from strings. Prints `ok NAME` and `FAIL NAME: detail` lines. FIKA_WEB_SOURCES names another folder
// to look at; that is how the tests show each rule a bad example.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { filesBelow, top } from "./files.mjs";

const root = resolve(process.env.FIKA_WEB_SOURCES ?? join(top, "src"));
const from = relative(top, root);
const files = filesBelow(from, /\.(ts|tsx|css)$/)
  .map((path) => relative(from, path))
  .filter((path) => !/^gen[./]/.test(path));
const text = new Map(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));

const faults = new Map();
const rule = (name) => faults.set(name, []);
const fault = (name, path, line, what) => faults.get(name).push(`${path}${line ? `:${line}` : ""}: ${what}`);
for (const name of ["layers", "sizes", "names", "licence", "words", "markup", "styles", "catalogues"]) rule(name);

// A folder and what it may import of ours. Tests may import anything.
const layers = {
  gen: [],
  sync: ["gen"],
  store: ["sync", "gen"],
  i18n: [],
  router: ["i18n", "ui"],
  ui: ["i18n", "router"],
  features: ["store", "ui", "i18n", "router"],
  shell: ["features", "store", "ui", "i18n", "router"],
  styles: [],
  worker: [],
};

function checkStyles(path, lines) {
  const body = lines.join("\n").replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  if (path !== "styles/layers.css" && !/^@layer [a-z]+ \{/m.test(body)) {
    fault("styles", path, 1, "stands in no @layer");
  }
  body.split("\n").forEach((line, index) => {
    const isToken = /^styles\//.test(path);
    if (!isToken && /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(/i.test(line)) {
      fault("styles", path, index + 1, "a colour that is no token");
    }
    if (/\b(margin|padding|border)-(left|right)\b|^\s*(left|right):|text-align: (left|right)/.test(line)) {
      fault("styles", path, index + 1, "physical side; write it logically, for text from right to left");
    }
    if (/url\(\s*["']?(https?:)?\/\//.test(line)) fault("styles", path, index + 1, "a foreign host");
  });
}

function checkScript(path, source) {
  const isTest = /_test\.tsx?$/.test(path);
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const lineOf = (node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  const visit = (node) => {
    const imported = importedBy(node);
    if (imported && !isTest) checkImport(path, lineOf(node), imported);
    if (!isTest) {
      checkWords(path, node, lineOf, tree);
      checkMarkup(path, node, lineOf, tree);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

function importedBy(node) {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return { to: node.moduleSpecifier.text, isType: node.importClause?.isTypeOnly ?? false };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { to: node.arguments[0]?.text ?? "", isType: false };
  }
  return null;
}

function checkImport(path, line, { to }) {
  if (!to.startsWith(".")) return;
  const target = relative(".", join(dirname(path), to));
  const [home, feature] = path.split("/");
  const [wanted, other] = target.split("/");
  if (!(home in layers) || home === wanted) {
    const isRegistry = path === "features/registry.ts" || /^(registry|lent)$/.test(other);
    if (home === "features" && wanted === "features" && feature !== other && !isRegistry) {
      fault("layers", path, line, `features do not import each other (${target})`);
    }
    return;
  }
  if (!layers[home].includes(wanted)) fault("layers", path, line, `${home} may not import ${target}`);
}

// Attributes whose text somebody reads or hears.
const spoken = /^(label|title|placeholder|alt|hint|error|aria-label|aria-description|aria-roledescription)$/;
const hasLetters = (words) => /\p{L}{2,}/u.test(words);

function checkWords(path, node, lineOf, tree) {
  if (path.startsWith("i18n/")) return;
  if (ts.isJsxText(node) && hasLetters(node.text)) {
    fault("words", path, lineOf(node), `"${node.text.trim()}" belongs in the catalogues`);
  }
  if (ts.isJsxAttribute(node) && spoken.test(node.name.getText(tree)) && node.initializer) {
    const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
    if (value && ts.isStringLiteralLike(value) && hasLetters(value.text)) {
      fault("words", path, lineOf(node), `"${value.text}" belongs in the catalogues`);
    }
  }
  if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression)) {
    if (!ts.isJsxAttribute(node.parent) && hasLetters(node.expression.text)) {
      fault("words", path, lineOf(node), `"${node.expression.text}" belongs in the catalogues`);
    }
  }
}

const forbidden = /^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|dangerouslySetInnerHTML|createContextualFragment)$/;

function checkMarkup(path, node, lineOf, tree) {
  const name = ts.isJsxAttribute(node) ? node.name.getText(tree) : ts.isIdentifier(node) ? node.text : "";
  if (forbidden.test(name) && !(ts.isIdentifier(node) && ts.isJsxAttribute(node.parent))) {
    fault("markup", path, lineOf(node), `${name}: nothing is built from strings`);
  }
  if (ts.isJsxAttribute(node) && name === "style") fault("markup", path, lineOf(node), "a style attribute; write a class");
  if (ts.isIdentifier(node) && node.text === "DOMParser" && path !== "ui/trusted.ts") {
    fault("markup", path, lineOf(node), "markup is parsed by ui/trusted.ts alone");
  }
  const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
  if (isCall && /^(eval|Function)$/.test(node.expression.getText(tree))) {
    fault("markup", path, lineOf(node), "text is never run");
  }
}

// The same areas in both languages; the keys in them are compared by the compiler and by i18n_test.ts.
function checkCatalogues() {
  const areas = (tongue) => files.filter((path) => path.startsWith(`i18n/${tongue}/`)).map((path) => path.slice(8));
  for (const [one, other] of [["en", "sv"], ["sv", "en"]]) {
    for (const area of areas(one)) {
      if (!existsSync(join(root, `i18n/${other}/${area}`))) {
        fault("catalogues", `i18n/${one}/${area}`, 0, `is not in i18n/${other}`);
      }
      const name = area.replace(/\.ts$/, "");
      if (!new RegExp(`"\\./${one}/${name}"`).test(text.get(`i18n/${one}.ts`) ?? "")) {
        fault("catalogues", `i18n/${one}.ts`, 0, `lacks the area ${name}`);
      }
    }
  }
}

for (const [path, source] of text) {
  const lines = source.split("\n");
  if (lines.length - 1 > 250) fault("sizes", path, 0, `${lines.length - 1} lines; 250 at most`);
  if (!/^[a-z0-9_/.]+$/.test(path)) fault("names", path, 0, "files are named in snake_case");
  if (!/^(\/\/|\/\*) SPDX-License-Identifier: GPL-3\.0-or-later/.test(source)) {
    fault("licence", path, 1, "does not begin with its SPDX line");
  }
  if (path.endsWith(".css")) checkStyles(path, lines);
  else checkScript(path, source);
}
checkCatalogues();

let bad = 0;
for (const [name, found] of faults) {
  if (found.length === 0) console.log(`ok web/${name}`);
  for (const each of found) console.log(`FAIL web/${name}: ${each}`);
  bad += found.length;
}
process.exit(bad === 0 ? 0 : 1);
