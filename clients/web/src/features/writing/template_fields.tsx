// SPDX-License-Identifier: GPL-3.0-or-later
// A template's fields, to be filled in one after the other; or its text, written as one.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Template } from "../../store/page_templates";
import { Button } from "../../ui/button";
import { TextArea } from "../../ui/text_field";
import { composed } from "./composing";
import type { Words } from "./begun";
import type { Manuscript } from "./manuscript";
import { creditsField } from "./write_query";

// The whole text of what stands in the fields; what belongs to no field of this template stands below them.
export function wholeText({ answers }: Pick<Words, "answers">, { fields }: Pick<Template, "fields">): string {
  const known = new Set(fields.map(({ id }) => id));
  const others = Object.entries(answers).filter(([id, text]) => !known.has(id) && id !== creditsField && text.trim() !== "");
  return composed(fields, answers, [...others.map(([, text]) => text.trim()), answers[creditsField] ?? ""].filter(Boolean).join("\n\n"));
}

export function TemplateFields({ template, manuscript }: { template: Template; manuscript: Manuscript }): JSX.Element {
  const words = manuscript.words.value;
  const write = (id: string, text: string) => manuscript.write({ answers: { ...words.answers, [id]: text } });
  const asOne = () => {
    const skeleton = template.fields.map(({ label }) => `## ${label}\n\n`).join("\n");
    manuscript.write({ text: wholeText(words, template) || skeleton, answers: {}, isWhole: true });
  };
  const known = new Set(template.fields.map(({ id }) => id));
  const others = Object.entries(words.answers).filter(([id]) => !known.has(id) && id !== creditsField);
  return (
    <div class="writing-fields">
      {template.fields.map(({ id, label, hint, lines }) => (
        <TextArea key={id} label={label} hint={hint || undefined} rows={Math.min(lines || 4, 12)} value={words.answers[id] ?? ""} onInput={(text) => write(id, text)} />
      ))}
      {others.map(([id, text]) => (
        <TextArea key={id} label={t("writing.fields.rest")} rows={4} value={text} onInput={(own) => write(id, own)} />
      ))}
      {words.answers[creditsField] !== undefined && (
        <TextArea label={t("writing.fields.credits")} hint={t("writing.fields.creditsHint")} rows={2} value={words.answers[creditsField]} onInput={(text) => write(creditsField, text)} />
      )}
      <p class="writing-as-one">
        <Button tone="quiet" icon="edit" onClick={asOne}>
          {t("writing.fields.asOne")}
        </Button>
      </p>
    </div>
  );
}
