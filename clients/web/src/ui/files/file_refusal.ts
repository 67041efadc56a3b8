// SPDX-License-Identifier: GPL-3.0-or-later
// Why a file is not taken, in the person's words.
import { type RefusalWords, refusalWords } from "../refusal_words";

const own: RefusalWords = {
  too_large: "files.refused.too_large",
  empty: "files.refused.empty",
  unreadable: "files.refused.unreadable",
  disk_full: "files.refused.disk_full",
  resource_exhausted: "files.refused.room",
};
export const fileRefusal = (refused: unknown): string => refusalWords(refused, own);

// Nothing would come of trying again.
export const isFinal = ({ code }: { readonly code: string }): boolean => code === "too_large" || code === "empty" || code === "unreadable";
