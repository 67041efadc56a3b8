// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Disclosure } from "../../ui/disclosure";
import { Menu, type MenuItem } from "../../ui/menu";
import { toast } from "../../ui/toast";

export function Floating(): JSX.Element {
  const isOpen = useSignal(false);
  const isFollowed = useSignal(true);
  const close = () => (isOpen.value = false);
  const items: MenuItem[] = [
    {
      id: "follow",
      label: t("gallery.menu.follow"),
      isChecked: isFollowed.value,
      onSelect: () => (isFollowed.value = !isFollowed.value),
    },
    { id: "copy", label: t("gallery.menu.copy"), icon: "link", onSelect: () => toast({ text: t("gallery.menu.copy") }) },
    { id: "rename", label: t("gallery.menu.rename"), icon: "edit", onSelect: () => (isOpen.value = true) },
    { id: "move", label: t("gallery.menu.move"), icon: "threads", isDisabled: true, onSelect: () => undefined },
    {
      id: "delete",
      label: t("gallery.danger"),
      icon: "trash",
      isDanger: true,
      beginsGroup: true,
      onSelect: () => toast({ text: t("gallery.toast.text"), action: { label: t("gallery.toast.undo"), run: () => {} } }),
    },
  ];
  return (
    <div class="gallery-row">
      <Button onClick={() => (isOpen.value = true)}>{t("gallery.dialog")}</Button>
      <Menu label={t("gallery.menu")} items={items} />
      <Menu label={t("gallery.menu")} items={items} icon="more" />
      <Disclosure label={t("gallery.dialog.title")} icon="info">
        {() => <p>{t("gallery.dialog.text")}</p>}
      </Disclosure>
      <Button
        onClick={() =>
          toast({ text: t("gallery.toast.text"), action: { label: t("gallery.toast.undo"), run: () => undefined } })
        }
      >
        {t("gallery.toast")}
      </Button>
      <Button onClick={() => toast({ text: t("gallery.toast.failed"), tone: "danger" })}>{t("gallery.toast.danger")}</Button>
      <Dialog
        isOpen={isOpen.value}
        title={t("gallery.dialog.title")}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t("gallery.dialog.stay")}</Button>
            <Button tone="danger" onClick={close}>
              {t("gallery.dialog.leave")}
            </Button>
          </>
        }
      >
        <p>{t("gallery.dialog.text")}</p>
      </Dialog>
    </div>
  );
}
