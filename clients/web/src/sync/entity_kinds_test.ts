// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ReactionSchema } from "../gen/fika/v1/messages_pb";
import { entityKinds, kindOfType, rootOfKey } from "./entity_kinds";
import { idHex, isId, makeId } from "./ids";

// The tests run in clients/web.
const readme = readFileSync("../../proto/README.md", "utf8");

test("every kind of the protos' own table is known, with its root and key", () => {
  const rows = [...readme.matchAll(/^\| (\d+) \| `(\w+)` \| `(\w+)` \| ([^|]*)\| (by itself|when shown)/gm)];
  const named = rows.map(([, kind, entity, root, key = "", comes]) => [
    Number(kind),
    `fika.v1.${entity}`,
    root,
    [...key.matchAll(/`(\w+)`/g)].map(([, field]) => field),
    comes === "when shown",
  ]);
  const known = [...entityKinds.values()]
    .sort((a, b) => a.kind - b.kind)
    .map((kind) => [
      kind.kind,
      kind.schema.typeName,
      kind.rootField,
      [...kind.keyFields, ...(kind.textField === undefined ? [] : [kind.textField])],
      kind.onDemand,
    ]);
  assert.ok(named.length > 15);
  assert.deepEqual(known, named);
});

test("a key is kind, root, ids and text, as the server writes it", () => {
  const [root, message, person] = [makeId(), makeId(), makeId()];
  const key = kindOfType(ReactionSchema.typeName)?.keyOf(create(ReactionSchema, { root, message, person, emoji: "👍" }));
  assert.equal(key, `001f${idHex(root)}${idHex(message)}${idHex(person)}f09f918d`);
  assert.equal(rootOfKey(key ?? ""), root);
});

test("ids are UUIDv7 of their time", () => {
  const id = makeId(0x0123456789ab);
  assert.ok(isId(id), id);
  assert.ok(id.startsWith("01234567-89ab-7"));
  assert.notEqual(makeId(), makeId());
});
