// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before something that is felt by others.
import type { ComponentChildren, JSX } from "preact";
import { t } from "../../i18n";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";

export interface ConfirmProps {
  readonly title: string;
  readonly action: string;
  readonly isDanger?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Confirm({ title, action, isDanger = false, onConfirm, onClose, children }: ConfirmProps): JSX.Element {
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("communities.cancel")}</Button>
          <Button tone={isDanger ? "danger" : "primary"} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
