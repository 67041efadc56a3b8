// SPDX-License-Identifier: GPL-3.0-or-later
// Makes src/gen from ../../proto/fika/v1, unless what is there was made from the same protos by the
// same generator. Needs protoc (Debian: protobuf-compiler); PROTOC names another one.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createFileRegistry, fromBinary, getExtension, hasExtension } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { top } from "./files.mjs";

const protos = resolve(top, "../../proto");
const folder = "fika/v1";
const out = join(top, "src/gen");
const stamp = join(out, "made_from");
const lazy = join(top, "scripts/lazy_descriptors.ts");
const files = readdirSync(join(protos, folder))
  .filter((name) => name.endsWith(".proto"))
  .sort()
  .map((name) => `${folder}/${name}`);

const hash = createHash("sha256");
hash.update(readFileSync(join(top, "node_modules/@bufbuild/protoc-gen-es/package.json")));
hash.update(readFileSync(join(top, "scripts/generate.mjs")));
hash.update(readFileSync(lazy));
for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(protos, file)));
const madeFrom = hash.digest("hex");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === madeFrom) process.exit(0);

// Beside its place first, so that a failure leaves what was there.
const fresh = join(top, `src/gen.${process.pid}`);
mkdirSync(fresh, { recursive: true });
const plugin = join(top, "node_modules/.bin/protoc-gen-es");
function run(program, given) {
  const { status, error } = spawnSync(process.env.PROTOC ?? program, given, { stdio: "inherit" });
  if (!error && status === 0) return;
  rmSync(fresh, { recursive: true, force: true });
  console.error(
    error ? `protoc could not be run (${error.message}). On Debian: apt-get install protobuf-compiler` : "protoc failed.",
  );
  process.exit(1);
}
run("protoc", [`--proto_path=${protos}`, `--plugin=protoc-gen-es=${plugin}`, `--es_out=${fresh}`, "--es_opt=target=ts", ...files]);
const names = files.map((file) => file.slice(folder.length + 1, -".proto".length));
const license = "// SPDX-License-Identifier: GPL-3.0-or-later";

// What is described is read when it is first used; see lazy_descriptors.ts. Its name stands above each.
copyFileSync(lazy, join(fresh, "lazy_descriptors.ts"));
const services = [];
for (const name of names) {
  const path = join(fresh, folder, `${name}_pb.ts`);
  const made = readFileSync(path, "utf8")
    .replace(/^(import \{[^}]*\}) from "@bufbuild\/protobuf\/codegenv2";$/m, '$1 from "../../lazy_descriptors";')
    .replace(/Describes the (?:message|enum) ([\w.]+)\.(?:(?!Describes the )[\s\S])*?(?:messageDesc|enumDesc)\(/g, (all, typeName) => `${all}"${typeName}", `)
    .replace(/@generated from service ([\w.]+)\n(?:(?!@generated from service )[\s\S])*?export const (\w+): [\s\S]*?serviceDesc\(/g, (all, typeName, constant) => {
      services.push({ typeName, constant, name });
      return `${all}"${typeName}", `;
    })
    // The options that mark entities are read here, for entities.ts.
    .replace(/(fileDesc\("[^"]*", \[)([^\]]*)\]/, (_, before, list) => `${before}${list.split(", ").filter((each) => each !== "file_fika_v1_options").join(", ")}]`)
    .replace(/^import \{ file_fika_v1_options \} from "\.\/options_pb";\n/m, "");
  writeFileSync(path, made);
}

// Every entity, with what its key is made of, and every service, so that a new one needs no line anywhere in the app.
const set = join(fresh, "all.binpb");
run("protoc", [`--proto_path=${protos}`, `--descriptor_set_out=${set}`, "--include_imports", ...files]);
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(set)));
rmSync(set);
const option = registry.getExtension("fika.v1.entity");
const entities = names.flatMap((name) =>
  registry
    .getFile(`${folder}/${name}.proto`)
    .messages.filter((message) => message.proto.options && hasExtension(message.proto.options, option))
    .map((message) => {
      const { kind, root, key, textKey, onDemand } = getExtension(message.proto.options, option);
      const localName = (wanted) => {
        const field = message.fields.find((each) => each.name === wanted);
        if (!field) throw new Error(`${message.typeName} has no field ${wanted}`);
        return field.localName;
      };
      const facts = { kind, root: localName(root), keys: key.map(localName), ...(textKey ? { text: localName(textKey) } : {}), onDemand };
      return { name, constant: `${message.name}Schema`, facts };
    }),
);
const imports = (list) =>
  names
    .map((name) => ({ name, constants: list.filter((each) => each.name === name).map(({ constant }) => constant) }))
    .filter(({ constants }) => constants.length > 0)
    .map(({ name, constants }) => `import { ${constants.join(", ")} } from "./${folder}/${name}_pb";\n`)
    .join("");
writeFileSync(
  join(fresh, "entities.ts"),
  `${license}
import type { DescMessage } from "@bufbuild/protobuf";
${imports(entities)}
export interface EntityFacts {
  readonly kind: number;
  readonly root: string;
  readonly keys: readonly string[];
  readonly text?: string;
  readonly onDemand: boolean;
  readonly schema: DescMessage;
}
export const entities: readonly EntityFacts[] = [
${entities.map(({ constant, facts }) => `  { ...${JSON.stringify(facts)}, schema: ${constant} },\n`).join("")}];
`,
);
writeFileSync(
  join(fresh, "services.ts"),
  `${license}
import type { DescService } from "@bufbuild/protobuf";
${imports(services)}
export const services: readonly DescService[] = [
${services.map(({ constant }) => `  ${constant},\n`).join("")}];
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
