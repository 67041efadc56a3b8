// SPDX-License-Identifier: GPL-3.0-or-later
// A template's fields, to be filled in one after the other; or its text, written as one.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Template } from "../../store/page_templates";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import type { Words } from "./begun";
import { BodyField } from "./body_field";
import { composed } from "./composing";
import type { Manuscript } from "./manuscript";
import { creditsField } from "./write_query";

// The whole text of what stands in the fields; what belongs to no field of this template stands below them.
export function wholeText({ answers }: Pick<Words, "answers">, { fields }: Pick<Template, "fields">): string {
  const known = new Set(fields.map(({ id }) => id));
  const others = Object.entries(answers).filter(([id, text]) => !known.has(id) && id !== creditsField && text.trim() !== "");
  return composed(fields, answers, [...others.map(([, text]) => text.trim()), answers[creditsField] ?? ""].filter(Boolean).join("\n\n"));
}

interface FieldsProps {
  readonly store: Store;
  readonly template: Template;
  readonly manuscript: Manuscript;
  readonly onSave: () => void;
}

export function TemplateFields({ store, template, manuscript, onSave }: FieldsProps): JSX.Element {
  const words = manuscript.words.value;
  const asOne = () => {
    const skeleton = template.fields.map(({ label }) => `## ${label}\n\n`).join("\n");
    manuscript.write({ text: wholeText(words, template) || skeleton, answers: {}, isWhole: true });
  };
  const field = (id: string, label: string, lines: number, hint = "") => (
    <BodyField
      key={`${manuscript.key} ${id}`}
      store={store}
      page=""
      community={words.community}
      language={words.language}
      label={label}
      hint={hint}
      lines={lines}
      value={words.answers[id] ?? ""}
      version={manuscript.textVersion.value}
      onChange={(text) => manuscript.write({ answers: { ...manuscript.words.peek().answers, [id]: text } }, true)}
      onSave={onSave}
    />
  );
  const known = new Set(template.fields.map(({ id }) => id));
  const others = Object.keys(words.answers).filter((id) => !known.has(id) && id !== creditsField);
  return (
    <div class="writing-fields">
      {template.fields.map(({ id, label, hint, lines }) => field(id, label, Math.min(lines || 4, 12), hint))}
      {others.map((id) => field(id, t("writing.fields.rest"), 3))}
      {words.answers[creditsField] !== undefined && field(creditsField, t("writing.fields.credits"), 1, t("writing.fields.creditsHint"))}
      <p class="writing-as-one">
        <Button tone="quiet" icon="edit" onClick={asOne}>
          {t("writing.fields.asOne")}
        </Button>
      </p>
    </div>
  );
}
