// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { IconButton } from "./button";

export interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  // Asked for by Escape, the close button or a press outside; the owner then sets isOpen to false.
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  // The buttons at its foot.
  readonly actions?: ComponentChildren;
  // There is something written in it: a press outside does not close it.
  readonly isKeptOnOutsidePress?: boolean;
}

// The browser's own modal dialog: it keeps focus inside, makes the rest inert, and gives focus back to
// where it was.
export function Dialog(props: DialogProps): JSX.Element | null {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ title, onClose, children, actions, isKeptOnOutsidePress }: DialogProps): JSX.Element {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      // Taken out of the page before the browser could do it.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (!isKeptOnOutsidePress && event.target === event.currentTarget) onClose();
      }}
    >
      <div class="dialog-frame">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={t("ui.close")} onClick={onClose} />
        </header>
        <div class="dialog-body">{children}</div>
        {actions && <footer class="dialog-foot">{actions}</footer>}
      </div>
    </dialog>
  );
}
