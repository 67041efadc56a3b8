// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n";
import { restoreRevision } from "../../store/page_texts";
import { refusalWords } from "../../ui/refusal_words";
import { toast } from "../../ui/toast";

// The page again as it was in a revision, as a new one: nothing is lost, and it can be taken back. `base`: the newest
// that the person has seen. Answers whether it came about.
export async function bringBack(page: string, revision: bigint, base: bigint): Promise<boolean> {
  const after = await restoring(page, revision, base);
  if (after === null) return false;
  toast({
    text: t("history.restored", { number: Number(revision) }),
    action: {
      label: t("history.undo"),
      run: () => void restoring(page, base, after).then((undone) => undone !== null && toast({ text: t("history.undone") })),
    },
  });
  return true;
}

async function restoring(page: string, revision: bigint, base: bigint): Promise<bigint | null> {
  try {
    return (await restoreRevision(page, revision, base)).revision;
  } catch (thrown) {
    toast({ text: refusalWords(thrown, { aborted: "history.tooLate" }), tone: "danger" });
    return null;
  }
}
