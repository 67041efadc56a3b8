// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and files that are put into a page: each becomes a piece of Markdown once it is on the server. Null: files
// are not taken, and there is no button for them.
import type { Store } from "../../store/store";

export type AttachFiles = (store: Store, files: readonly File[]) => Promise<readonly string[]>;

export const attachFiles: AttachFiles | null = null;
