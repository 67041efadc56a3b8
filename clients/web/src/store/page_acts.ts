// SPDX-License-Identifier: GPL-3.0-or-later
// Acting on pages as wholes: where they stand, the trash. What is written in them: page_saving.ts.
import { PageService } from "../gen/fika/v1/pages_pb";
import type { Store } from "./store";

export interface PagePlace {
  // "": the organisation's.
  readonly community: string;
  // "": at the top.
  readonly parent: string;
  // The sibling to stand in front of; "": at the end.
  readonly before: string;
}

// The sub-pages come along.
export function movePage(store: Store, page: string, place: PagePlace): Promise<void> {
  return store.command(PageService.method.movePage, { page, ...place }, { about: [page, ...(place.parent ? [place.parent] : [])] });
}
// With all below it, for 30 days.
export function trashPage(store: Store, page: string): Promise<void> {
  return store.command(PageService.method.trashPage, { page }, { about: [page] });
}
export function restorePage(store: Store, page: string): Promise<void> {
  return store.command(PageService.method.restorePage, { page }, { about: [page] });
}
