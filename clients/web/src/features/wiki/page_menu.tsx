// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { pageHistoryPath, pagePath, writePath } from "../../router/places";
import { restorePage, trashPage } from "../../store/page_acts";
import type { Page } from "../../store/pages";
import type { Store } from "../../store/store";
import { Menu, type MenuItem } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { acting } from "./acting";
import { commentAsked } from "./passage_marks";
import { MoveDialog } from "./move_dialog";

export function PageMenu({ store, page, canWrite }: { store: Store; page: Page; canWrite: boolean }): JSX.Element {
  const [isMoving, setMoving] = useState(false);
  const { id, title, community } = page;
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(pagePath(id), window.location.href).href);
    toast({ text: t("wiki.copied") });
  };
  const writing: MenuItem[] = canWrite
    ? [
        { id: "below", label: t("wiki.newBelow"), icon: "add", onSelect: () => navigate(writePath({ community, parent: id })) },
        { id: "comment", label: t("wiki.keys.comment"), icon: "conversation", onSelect: () => void (commentAsked.value += 1) },
        { id: "move", label: t("wiki.move"), icon: "move", onSelect: () => setMoving(true) },
      ]
    : [];
  const items: MenuItem[] = [
    { id: "history", label: t("wiki.history"), icon: "history", onSelect: () => navigate(pageHistoryPath(id)) },
    ...writing,
    { id: "copy", label: t("wiki.copyLink"), icon: "link", beginsGroup: true, onSelect: () => void copy() },
    { id: "print", label: t("wiki.print"), icon: "print", onSelect: () => window.print() },
    ...(canWrite ? [{ id: "trash", label: t("wiki.trash.act"), icon: "trash", isDanger: true, beginsGroup: true, onSelect: () => void throwAway(store, id, title) } as const] : []),
  ];
  return (
    <>
      <Menu label={t("wiki.menu")} icon="more" items={items} />
      <MoveDialog store={store} page={page} isOpen={isMoving} onClose={() => setMoving(false)} />
    </>
  );
}

// The page stays on screen and says where it is.
async function throwAway(store: Store, id: string, title: string): Promise<void> {
  if (!(await acting(trashPage(store, id)))) return;
  toast({ text: t("wiki.trashed", { title }), action: { label: t("wiki.undo"), run: () => void acting(restorePage(store, id)) } });
}
