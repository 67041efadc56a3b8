// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../i18n";
import { currentStore } from "../store/current";
import { updateProfile } from "../store/people";
import { Dialog } from "../ui/dialog";
import { LookFields } from "../ui/look_fields";

export function LookDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): JSX.Element {
  const store = currentStore.value;
  return (
    <Dialog isOpen={isOpen} title={t("look.label")} onClose={onClose}>
      <LookFields onLanguage={store ? (interfaceLanguage) => void updateProfile(store, { interfaceLanguage }) : undefined} />
    </Dialog>
  );
}
