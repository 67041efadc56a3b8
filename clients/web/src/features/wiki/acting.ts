// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n";
import { toast } from "../../ui/toast";

// Waits until something done is on the disk; says so when it could not be kept. Answers whether it was.
export async function acting(done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch {
    toast({ text: t("wiki.notKept"), tone: "danger" });
    return false;
  }
}
