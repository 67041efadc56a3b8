// SPDX-License-Identifier: GPL-3.0-or-later
// The form in which a page is written: title, text and what is said of it.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import type { Store } from "../../store/store";
import { useShortcut } from "../../ui/shortcuts";
import { TextField } from "../../ui/text_field";
import { Lent } from "../lent";
import { BodyField } from "./body_field";
import { type Fault, titleMax } from "./composing";
import { Details } from "./details";
import type { Manuscript } from "./manuscript";

interface FormProps {
  readonly store: Store;
  // "": a new one.
  readonly page: string;
  readonly manuscript: Manuscript;
  // Shown from the first attempt to save on.
  readonly faults: readonly Fault[];
  // Counted up at each attempt that failed: focus goes to what must be mended.
  readonly attempts: number;
  readonly onSave: () => void;
  // In the place of the text: the fields of a template.
  readonly instead?: ComponentChildren;
  // It comes out of nothing that is there already: what is like it is shown.
  readonly isFresh?: boolean;
  // Above the title: where a new page goes.
  readonly place?: ComponentChildren;
  readonly foot: ComponentChildren;
}

export function PageForm(props: FormProps): JSX.Element {
  const { store, page, manuscript, faults, attempts, onSave } = props;
  const form = useRef<HTMLFormElement>(null);
  const save = useRef(onSave);
  save.current = onSave;
  const words = manuscript.words.value;
  useShortcut("mod+s", "writing.keys.save", useRef(() => save.current()).current, true);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempts]);
  const titleError = faults.includes("title") ? t("writing.fault.title") : faults.includes("titleLong") ? t("writing.fault.titleLong") : undefined;
  return (
    <form
      ref={form}
      class="writing-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div class="writing-main">
        {props.place}
        <TextField
          label={t("writing.title")}
          isRequired
          value={words.title}
          lengthMax={titleMax}
          error={titleError}
          onInput={(title) => manuscript.write({ title })}
          // Enter would save: in a title it is a slip of the finger.
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
          }}
        />
        {props.isFresh && <Lent name="asked-before" title={words.title} text={words.text} />}
        {props.instead ?? (
          <BodyField
            key={manuscript.key}
            store={store}
            page={page}
            community={words.community}
            language={words.language}
            label={t("writing.text")}
            value={words.text}
            version={manuscript.textVersion.value}
            onChange={(text) => manuscript.write({ text }, true)}
            onSave={onSave}
          />
        )}
      </div>
      <Details store={store} manuscript={manuscript} faults={faults} isNew={page === ""} />
      {props.foot}
    </form>
  );
}
