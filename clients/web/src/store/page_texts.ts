// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of single revisions, for comparing and for taking a merge back, and how a text will look. Asked and answered at once.
import { type Page, PageService } from "../gen/fika/v1/pages_pb";
import { callOverHttp } from "../sync/http_calls";
import type { Store } from "./store";

export async function fetchText(store: Store, page: string, revision: bigint): Promise<string> {
  return (await store.query(PageService.method.getRevision, { page, revision })).text;
}

// The HTML that a text would have as a page of this place; empty: it is shown as it stands.
export async function previewOfPage(store: Store, community: string, text: string): Promise<string> {
  return (await store.query(PageService.method.previewPage, { community, text })).html;
}

// The page again as it was then, unless somebody has saved since `base`.
export function restoreRevision(page: string, revision: bigint, base: bigint): Promise<Page> {
  return callOverHttp(PageService.method.restoreRevision, { page, revision, baseRevision: base });
}
