// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Checkbox, Switch } from "../../ui/checkbox";
import { Select } from "../../ui/select";
import { TextArea, TextField } from "../../ui/text_field";

const kinds = ["discussion", "question", "session"] as const;

export function Fields(): JSX.Element {
  const name = useSignal("Pumpar och ventiler");
  const mail = useSignal("maja.example.org");
  const purpose = useSignal("");
  const kind = useSignal<(typeof kinds)[number]>("question");
  const isFollowed = useSignal(true);
  const isNotified = useSignal(true);
  return (
    <div class="gallery-fields">
      <TextField
        label={t("gallery.name")}
        hint={t("gallery.name.hint")}
        isRequired
        lengthMax={80}
        value={name.value}
        onInput={(value) => (name.value = value)}
      />
      <TextField
        label={t("gallery.mail")}
        type="email"
        autocomplete="email"
        error={mail.value.includes("@") ? undefined : t("gallery.mail.error")}
        value={mail.value}
        onInput={(value) => (mail.value = value)}
      />
      <TextArea
        label={t("gallery.purpose")}
        lengthMax={400}
        value={purpose.value}
        onInput={(value) => (purpose.value = value)}
      />
      <Select
        label={t("gallery.kind")}
        value={kind.value}
        choices={kinds.map((value) => ({ value, label: t(`gallery.kind.${value}`) }))}
        onChange={(value) => (kind.value = value)}
      />
      <Checkbox
        label={t("gallery.followed")}
        isChecked={isFollowed.value}
        onChange={(value) => (isFollowed.value = value)}
      />
      <Switch
        label={t("gallery.notify")}
        hint={t("gallery.notify.hint")}
        isChecked={isNotified.value}
        onChange={(value) => (isNotified.value = value)}
      />
    </div>
  );
}
