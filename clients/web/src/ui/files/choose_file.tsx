// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the browser's own way of choosing files.
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../i18n";
import { IconButton } from "../button";

interface ChooseProps {
  readonly accept?: string;
  readonly isMany?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

function Hidden({ accept, isMany = false, onChoose, input }: ChooseProps & { input: { current: HTMLInputElement | null } }): JSX.Element {
  return (
    <input
      ref={input}
      type="file"
      hidden
      accept={accept ?? ""}
      multiple={isMany}
      onChange={(event) => {
        const chosen = [...(event.currentTarget.files ?? [])];
        // The same one can be chosen once more.
        event.currentTarget.value = "";
        onChoose(chosen);
      }}
    />
  );
}

export function ChooseFile({ children, ...props }: ChooseProps & { children: ComponentChildren }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="file-act" onClick={() => input.current?.click()}>
        {children}
      </button>
      <Hidden {...props} input={input} />
    </>
  );
}

export function AttachButton({ onChoose }: Pick<ChooseProps, "onChoose">): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="paperclip" label={t("files.attach")} onClick={() => input.current?.click()} />
      <Hidden isMany onChoose={onChoose} input={input} />
    </>
  );
}
