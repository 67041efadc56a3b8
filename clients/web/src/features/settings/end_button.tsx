// SPDX-License-Identifier: GPL-3.0-or-later
// Ends what lets somebody or something in. It cannot be taken back, so it is asked once more.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";

export interface EndButtonProps {
  // What the button says, what it is called, what is asked, and what follows.
  readonly label: string;
  readonly name: string;
  readonly consequence: string;
  readonly onEnd: () => void;
}

export function EndButton({ label, name, consequence, onEnd }: EndButtonProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button tone="quiet" aria-label={name} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        title={name}
        onClose={() => setIsOpen(false)}
        actions={
          <>
            <Button onClick={() => setIsOpen(false)}>{t("settings.cancel")}</Button>
            <Button
              tone="danger"
              onClick={() => {
                setIsOpen(false);
                onEnd();
              }}
            >
              {label}
            </Button>
          </>
        }
      >
        <p>{consequence}</p>
      </Dialog>
    </>
  );
}
