// SPDX-License-Identifier: GPL-3.0-or-later
// Makes src/gen from ../../proto/fika/v1, unless what is there was made from the same protos by the
// same generator. Needs protoc (Debian: protobuf-compiler); PROTOC names another one.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { top } from "./files.mjs";

const protos = resolve(top, "../../proto");
const folder = "fika/v1";
const out = join(top, "src/gen");
const stamp = join(out, "made_from");
const files = readdirSync(join(protos, folder))
  .filter((name) => name.endsWith(".proto"))
  .sort()
  .map((name) => `${folder}/${name}`);

const hash = createHash("sha256");
hash.update(readFileSync(join(top, "node_modules/@bufbuild/protoc-gen-es/package.json")));
hash.update(readFileSync(join(top, "scripts/generate.mjs")));
for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(protos, file)));
const madeFrom = hash.digest("hex");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === madeFrom) process.exit(0);

// Beside its place first, so that a failure leaves what was there.
const fresh = join(top, `src/gen.${process.pid}`);
mkdirSync(fresh, { recursive: true });
const plugin = join(top, "node_modules/.bin/protoc-gen-es");
const { status, error } = spawnSync(
  process.env.PROTOC ?? "protoc",
  [`--proto_path=${protos}`, `--plugin=protoc-gen-es=${plugin}`, `--es_out=${fresh}`, "--es_opt=target=ts", ...files],
  { stdio: "inherit" },
);
if (error || status !== 0) {
  rmSync(fresh, { recursive: true, force: true });
  console.error(
    error ? `protoc could not be run (${error.message}). On Debian: apt-get install protobuf-compiler` : "protoc failed.",
  );
  process.exit(1);
}
// One list of them all, so that a new proto needs no line anywhere in the app.
const names = files.map((file) => file.slice(folder.length + 1, -".proto".length));
writeFileSync(
  join(fresh, "files.ts"),
  `// SPDX-License-Identifier: GPL-3.0-or-later
import type { DescFile } from "@bufbuild/protobuf";
${names.map((name) => `import { file_fika_v1_${name} } from "./${folder}/${name}_pb";\n`).join("")}
export const files: readonly DescFile[] = [
${names.map((name) => `  file_fika_v1_${name},\n`).join("")}];
`,
);
writeFileSync(join(fresh, "made_from"), madeFrom);
try {
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
} catch (error) {
  // Another run was quicker.
  rmSync(fresh, { recursive: true, force: true });
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== madeFrom) throw error;
}
