// SPDX-License-Identifier: GPL-3.0-or-later
// What pages that wait to be sent make of the world: a new page stands in its tree, and a change of a title
// or of tags is seen at once. Texts are the server's: what waits of those is told by page_saving.ts.
import { create } from "@bufbuild/protobuf";
import { type Page, PageSchema, PageService } from "../gen/fika/v1/pages_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { drawn, fields } from "./overlay";

const pageKind = 60;

drawn(PageService.method.createPage, ({ id, community, parent, title, language, tags, templateName, owner, sources }, canvas) => {
  const now = BigInt(canvas.command.createdMs);
  const by = { author: canvas.me, createdAtMs: now, revisedBy: canvas.me, revisedAtMs: now, revision: 1n };
  // Behind its siblings until the server says where.
  const rank = `~${canvas.command.n}`;
  canvas.put(create(PageSchema, { id, community, parent, rank, title, language, tags, templateName, owner, sources, ...by }));
});

drawn(PageService.method.savePage, ({ page, title, tags, replaceTags, language, owner }, canvas) => {
  const held = canvas.get<Page>(keyOfIds(pageKind, page));
  if (!held || canvas.command.state === "refused") return;
  const change = { title, language, owner, tags: replaceTags || tags.length > 0 ? tags : undefined };
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) canvas.put(create(PageSchema, { ...fields(held), ...given }));
});
