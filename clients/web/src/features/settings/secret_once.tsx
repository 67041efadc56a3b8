// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown once: to be copied now, as nobody can find it again.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";

export interface SecretOnceProps {
  readonly label: string;
  readonly hint: string;
  readonly secret: string;
  readonly onDone: () => void;
}

export function SecretOnce({ label, hint, secret, onDone }: SecretOnceProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [secret]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      toast({ text: t("settings.secret.copied") });
    } catch {
      // Not allowed, or plain http: it is selected, to be copied by hand.
      field.current?.select();
      toast({ text: t("settings.secret.byHand") });
    }
  };
  return (
    <div class="settings-secret stack">
      <TextField label={label} hint={hint} value={secret} onInput={() => undefined} readOnly spellcheck={false} inputRef={field} />
      <div class="settings-foot">
        <Button tone="primary" icon="copy" onClick={() => void copy()}>
          {t("settings.secret.copy")}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t("settings.secret.done")}
        </Button>
      </div>
    </div>
  );
}
