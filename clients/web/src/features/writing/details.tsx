// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a page beside its text: what was changed, tags, language, who keeps it true.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { tags as tagsIn } from "../../store/page_lists";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Checkbox } from "../../ui/checkbox";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { tongueChoices, tongueName } from "../../ui/tongues";
import type { Words } from "./begun";
import { type Fault, tagsOf } from "./composing";
import type { Manuscript } from "./manuscript";
import { usePeopleNear } from "./near";

interface DetailsProps {
  readonly store: Store;
  readonly manuscript: Manuscript;
  readonly faults: readonly Fault[];
  readonly isNew: boolean;
}

export function Details({ store, manuscript, faults, isNew }: DetailsProps): JSX.Element {
  const words = manuscript.words.value;
  const write = (change: Partial<Words>) => manuscript.write(change);
  const tagError = faults.includes("tagsMany") ? t("writing.fault.tagsMany") : faults.includes("tagLong") ? t("writing.fault.tagLong") : undefined;
  return (
    <section class="writing-details" aria-label={t("writing.details")}>
      {!isNew && (
        <>
          <TextField
            label={t("writing.summary")}
            hint={t("writing.summary.hint")}
            value={words.summary}
            lengthMax={200}
            error={faults.includes("summaryLong") ? t("writing.fault.summaryLong") : undefined}
            onInput={(summary) => write({ summary })}
          />
          <Checkbox label={t("writing.minor")} hint={t("writing.minor.hint")} isChecked={words.isMinor} onChange={(isMinor) => write({ isMinor })} />
        </>
      )}
      <div class="writing-tags">
        <TextField label={t("writing.tags")} hint={t("writing.tags.hint")} value={words.tags} error={tagError} onInput={(tags) => write({ tags })} />
        <TagChoices store={store} words={words} onAdd={(tag) => write({ tags: [...tagsOf(words.tags), tag].join(", ") })} />
      </div>
      <LanguageSelect value={words.language} onChange={(language) => write({ language })} />
      <OwnerSelect store={store} words={words} onChange={(owner) => write({ owner })} />
    </section>
  );
}

const offeredMax = 8;

// Those that pages of the place carry most: the same thing should have the same name.
function TagChoices({ store, words, onAdd }: { store: Store; words: Words; onAdd: (tag: string) => void }): JSX.Element | null {
  const list = tagsIn(store, words.community);
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void list.want();
  }, [words.community, isLive]);
  const own = new Set(tagsOf(words.tags).map((tag) => tag.toLocaleLowerCase()));
  const others = [...list.now.value.rows]
    .sort((a, b) => b.pageCount - a.pageCount)
    .filter(({ tag }) => !own.has(tag.toLocaleLowerCase()))
    .slice(0, offeredMax);
  if (others.length === 0) return null;
  return (
    <ul class="writing-tag-choices" aria-label={t("writing.tags.inUse")}>
      {others.map(({ tag }) => (
        <li key={tag}>
          <button type="button" class="writing-tag-choice" aria-label={t("writing.tags.add", { tag })} onClick={() => onAdd(tag)}>
            + {tag}
          </button>
        </li>
      ))}
    </ul>
  );
}

function LanguageSelect({ value, onChange }: { value: string; onChange: (language: string) => void }): JSX.Element {
  const known = tongueChoices([]);
  const own = value && !known.some((choice) => choice.value === value) ? [{ value, label: tongueName(value) }] : [];
  return <Select label={t("writing.language")} value={value} choices={[{ value: "", label: t("writing.language.none") }, ...own, ...known]} onChange={onChange} />;
}

function OwnerSelect({ store, words, onChange }: { store: Store; words: Words; onChange: (owner: string) => void }): JSX.Element {
  const { owner, community } = words;
  const near = usePeopleNear(store, community);
  useEffect(() => {
    if (owner) void wantPeople(store, [owner]);
  }, [owner]);
  const nameOfOwner = nameOf(store, owner || store.me).value;
  const own = owner && !near.some(({ id }) => id === owner) ? [{ value: owner, label: nameOfOwner ?? t("writing.owner.somebody") }] : [];
  const me = near.filter(({ id }) => id === store.me).map(({ id, name }) => ({ value: id, label: t("writing.owner.you", { name }) }));
  const others = near.filter(({ id }) => id !== store.me).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={t("writing.owner")}
      hint={t("writing.owner.hint")}
      value={owner}
      choices={[{ value: "", label: t("writing.owner.none") }, ...me, ...own, ...others]}
      onChange={onChange}
    />
  );
}
