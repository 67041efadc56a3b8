// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { formatDateTime, t } from "../../i18n";
import { navigate } from "../../router/location";
import { erase, type OneTimeSignIn, setEmail } from "../../store/administration";
import type { Person } from "../../store/directory";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { refusalWords } from "../../ui/refusal_words";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";

interface DialogProps {
  readonly store: Store;
  readonly person: Person;
  readonly onClose: () => void;
}

interface SureProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onSure: () => void;
  readonly onClose: () => void;
}
export function SureDialog({ title, text, action, onSure, onClose }: SureProps): JSX.Element {
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("people.manage.cancel")}</Button>
          <Button tone="danger" onClick={onSure}>
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}

interface LinkProps {
  readonly name: string;
  readonly made: OneTimeSignIn;
  readonly onClose: () => void;
}
// Nothing here is kept: it is gone when the dialog closes.
export function LinkDialog({ name, made, onClose }: LinkProps): JSX.Element {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.link);
      toast({ text: t("people.manage.link.copied") });
    } catch {
      toast({ text: t("people.manage.link.notCopied"), tone: "danger" });
    }
  };
  return (
    <Dialog
      isOpen
      isKeptOnOutsidePress
      title={t("people.manage.link.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button icon="copy" onClick={() => void copy()}>
            {t("people.manage.link.copy")}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {t("people.manage.link.close")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t("people.manage.link.once")}</p>
        <TextField
          label={t("people.manage.link.link", { time: formatDateTime(made.linkEndsMs) })}
          value={made.link}
          onInput={() => undefined}
          readOnly
        />
        <div>
          <p class="field-label">{t("people.manage.link.code", { time: formatDateTime(made.codeEndsMs) })}</p>
          <p>
            <output class="profile-code">{made.code}</output>
          </p>
        </div>
      </div>
    </Dialog>
  );
}

export function EmailDialog({ store, person, onClose }: DialogProps): JSX.Element {
  const email = useSignal("");
  const fault = useSignal("");
  const isBusy = useSignal(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const wanted = email.value.trim();
    if (wanted && !wanted.includes("@")) {
      fault.value = t("people.manage.email.invalid");
      return;
    }
    isBusy.value = true;
    try {
      await setEmail(store, person.id, wanted);
      onClose();
      toast({ text: t("people.manage.email.saved") });
    } catch (error) {
      fault.value = refusalWords(error);
      isBusy.value = false;
    }
  };
  return (
    <Dialog isOpen isKeptOnOutsidePress title={t("people.manage.email.change")} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void save(event)} noValidate>
        <p>{person.name}</p>
        <TextField
          type="email"
          label={t("people.manage.email")}
          hint={t("people.manage.email.hint")}
          value={email.value}
          error={fault.value}
          onInput={(value) => {
            email.value = value;
            fault.value = "";
          }}
          autocomplete="off"
        />
        <div class="profile-actions">
          <Button type="submit" tone="primary" isBusy={isBusy.value}>
            {t("people.manage.email.save")}
          </Button>
          <Button onClick={onClose}>{t("people.manage.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

// The name is written out, so that nobody erases somebody with a slip of the hand.
export function EraseDialog({ store, person, onClose }: DialogProps): JSX.Element {
  const written = useSignal("");
  const fault = useSignal("");
  const isBusy = useSignal(false);
  const { name } = person;
  const erasePerson = async (event: Event) => {
    event.preventDefault();
    if (!isSameName(written.value, name)) {
      fault.value = t("people.manage.erase.mismatch");
      return;
    }
    isBusy.value = true;
    try {
      await erase(store, person.id);
      onClose();
      toast({ text: t("people.manage.erased", { name }) });
      navigate("/people", { replace: true });
    } catch (error) {
      fault.value = refusalWords(error);
      isBusy.value = false;
    }
  };
  return (
    <Dialog isOpen isKeptOnOutsidePress title={t("people.manage.erase.title", { name })} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void erasePerson(event)} noValidate>
        <p>{t("people.manage.erase.text", { name })}</p>
        <p>{t("people.manage.erase.alternative")}</p>
        <TextField
          label={t("people.manage.erase.type", { name })}
          value={written.value}
          error={fault.value}
          onInput={(value) => {
            written.value = value;
            fault.value = "";
          }}
          autocomplete="off"
          spellcheck={false}
        />
        <div class="profile-actions">
          <Button type="submit" tone="danger" isBusy={isBusy.value}>
            {t("people.manage.erase")}
          </Button>
          <Button onClick={onClose}>{t("people.manage.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

// Spaces and the two ways to write an accent make no difference.
export function isSameName(written: string, name: string): boolean {
  const plain = (text: string): string => text.normalize("NFC").trim().replace(/\s+/g, " ");
  return plain(written) === plain(name);
}
