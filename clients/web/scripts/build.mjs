// SPDX-License-Identifier: GPL-3.0-or-later
// Makes dist/, or the folder given as argument: index.html, the service worker, what lies in public/, and
// assets/ with a hash in each name, so that the server may let browsers keep those for good.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { filesBelow, top } from "./files.mjs";
import { options } from "./options.mjs";

const dist = resolve(process.argv[2] ?? join(top, "dist"));
const assets = join(dist, "assets");
rmSync(dist, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });
cpSync(join(top, "public"), dist, { recursive: true });

// One style sheet from all files: a view's styles are picked up by themselves and are there before it
// is drawn. The layers named in styles/layers.css decide who wins, not the order of the files.
const allStyles = {
  name: "all-styles",
  setup(build) {
    build.onResolve({ filter: /^all-styles$/ }, () => ({ path: "all-styles", namespace: "all-styles" }));
    build.onLoad({ filter: /.*/, namespace: "all-styles" }, () => {
      const files = filesBelow("src", /\.css$/).filter((path) => !path.endsWith("/layers.css"));
      const imports = ["src/styles/layers.css", ...files].map((path) => `@import "./${path}";`);
      return { contents: imports.join("\n"), loader: "css", resolveDir: top };
    });
  },
};

const { version: appVersion } = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
const browser = { ...options, minify: true, target: ["es2022", "chrome109", "firefox115", "safari16.4"] };
const app = { ...browser, entryPoints: { app: "src/main.tsx", style: "all-styles" }, outdir: assets, splitting: true };

// What the first screen needs would come in dozens of parts, one for each set of views that share something, and
// asking for one costs more than what is in it. Here every part that is loaded later also asks for the app itself,
// which is there by then: so all views share all of it, and it comes as one.
const { metafile: plain } = await build({ ...app, plugins: [allStyles], write: false, metafile: true });
const later = new Set();
for (const { imports } of Object.values(plain.inputs)) {
  for (const { path, kind } of imports) if (kind === "dynamic-import") later.add(resolve(top, path));
}
const oneApp = {
  name: "one-app",
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (!later.has(path)) return undefined;
      const main = JSON.stringify(join(top, "src/main.tsx"));
      return { contents: `${readFileSync(path, "utf8")}\nimport ${main};\n`, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};
const { metafile } = await build({
  ...app,
  entryNames: "[name].[hash]",
  chunkNames: "part.[hash]",
  metafile: true,
  define: { "process.env.NODE_ENV": '"production"', "process.env.FIKA_VERSION": JSON.stringify(appVersion) },
  plugins: [allStyles, oneApp],
});

const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({
  url: `/assets/${relative(assets, resolve(top, path))}`,
  path,
  output,
}));
const entry = (name) => outputs.find(({ path }) => basename(path).startsWith(`${name}.`));
const first = entry("app");
// What the first screen needs beside the entry itself is asked for at once, not one after the other.
const needed = new Set();
const follow = (path) => {
  for (const { path: to, kind } of metafile.outputs[path].imports) {
    if (kind !== "import-statement" || needed.has(to)) continue;
    needed.add(to);
    follow(to);
  }
};
follow(first.path);
const preloads = outputs
  .filter(({ path }) => needed.has(path))
  .map(({ url }) => `<link rel="modulepreload" href="${url}">`);
const html = readFileSync(join(top, "src/index.html"), "utf8")
  .replace("{style}", entry("style").url)
  .replace("{script}", first.url)
  .replace("{preloads}\n", preloads.map((line) => `${line}\n`).join(""));
writeFileSync(join(dist, "index.html"), html);

// The version is the hash of all that the shell holds: the same sources, the same version.
const kept = ["/", ...outputs.map(({ url }) => url), "/favicon.svg", "/manifest.webmanifest"].sort();
const version = createHash("sha256").update(html).update(kept.join("\n")).digest("hex").slice(0, 12);
await build({
  ...browser,
  entryPoints: { sw: "src/worker/service_worker.ts" },
  outdir: dist,
  format: "iife",
  define: { FIKA_SHELL_VERSION: JSON.stringify(version), FIKA_SHELL_FILES: JSON.stringify(kept) },
});
console.log(`built ${relative(process.cwd(), dist) || dist}, version ${version}`);
