// SPDX-License-Identifier: GPL-3.0-or-later
// Words that mean the same in this organisation: whoever searches for one finds the others, too.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { formatList, t } from "../../i18n";
import { putSynonyms, removeSynonyms, synonyms, type SynonymSet } from "../../store/search_care";
import type { Store } from "../../store/store";
import { type Attempt, Trouble, useAttempt } from "../../ui/attempt";
import { Button, IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Row, Rows } from "../../ui/row";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";
import { NoRows } from "./no_rows";
import { faultOf, wordsIn } from "./synonym_words";

export function Synonyms({ store }: { store: Store }): JSX.Element {
  const id = useId();
  const list = synonyms(store);
  const { rows } = list.now.value;
  const { isLive } = store.status.value;
  // "": none; "new": one that is not there yet.
  const edited = useSignal("");
  const saving = useAttempt();
  useEffect(() => {
    if (isLive) void list.want();
  }, [isLive]);
  const save = async (words: readonly string[], of?: SynonymSet) => {
    if (await saving.run(() => putSynonyms(store, words, of?.id))) edited.value = "";
  };
  const remove = async (of: SynonymSet) => {
    if (!(await saving.run(() => removeSynonyms(store, of.id)))) return;
    toast({
      text: t("search.synonyms.removed", { words: formatList(of.words) }),
      action: { label: t("search.undo"), run: () => void saving.run(() => putSynonyms(store, of.words, of.id)) },
    });
  };
  return (
    <section class="search-care-part" aria-labelledby={id}>
      <h2 id={id}>{t("search.synonyms")}</h2>
      <p class="search-quiet">{t("search.synonyms.lead")}</p>
      <Trouble of={saving} />
      {edited.value === "new" ? (
        <SynonymForm before={[]} attempt={saving} onSave={(words) => void save(words)} onClose={() => (edited.value = "")} />
      ) : (
        <div>
          <Button icon="add" onClick={() => (edited.value = "new")}>
            {t("search.synonyms.new")}
          </Button>
        </div>
      )}
      {rows.length === 0 && edited.value !== "new" && <NoRows list={list} title={t("search.synonyms.none")} text={t("search.synonyms.noneText")} />}
      {rows.length > 0 && (
        <Rows labelledBy={id}>
          {rows.map((each) =>
            edited.value === each.id ? (
              <li key={each.id} class="row">
                <SynonymForm before={each.words} attempt={saving} onSave={(words) => void save(words, each)} onClose={() => (edited.value = "")} />
              </li>
            ) : (
              <Row
                key={each.id}
                lead={<Icon name="link" />}
                title={each.words.join(" = ")}
                actions={
                  <>
                    <IconButton icon="edit" label={t("search.synonyms.change", { words: formatList(each.words) })} onClick={() => (edited.value = each.id)} />
                    <IconButton icon="trash" tone="danger" label={t("search.synonyms.remove", { words: formatList(each.words) })} onClick={() => void remove(each)} />
                  </>
                }
              />
            ),
          )}
        </Rows>
      )}
    </section>
  );
}

interface FormProps {
  readonly before: readonly string[];
  readonly attempt: Attempt;
  readonly onSave: (words: readonly string[]) => void;
  readonly onClose: () => void;
}

function SynonymForm({ before, attempt, onSave, onClose }: FormProps): JSX.Element {
  const text = useSignal(before.join(", "));
  const wasTried = useSignal(false);
  const words = wordsIn(text.value);
  const fault = wasTried.value ? faultOf(words) : null;
  return (
    <form
      class="synonym-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        wasTried.value = true;
        if (!faultOf(wordsIn(text.peek()))) onSave(wordsIn(text.peek()));
      }}
    >
      <TextField
        label={t("search.synonyms.words")}
        hint={t("search.synonyms.hint")}
        value={text.value}
        error={fault ? t(fault) : undefined}
        onInput={(value) => (text.value = value)}
        autocomplete="off"
      />
      <div class="search-nothing-acts">
        <Button type="submit" tone="primary" isBusy={attempt.isBusy}>
          {t("search.synonyms.save")}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t("search.cancel")}
        </Button>
      </div>
    </form>
  );
}
