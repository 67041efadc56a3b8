// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a page that is not there yet.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { language as shownIn, t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { communityPagesPath, editPagePath, pagePath, wikiPath } from "../../router/places";
import { createPage } from "../../store/page_saving";
import { fetchDraft, type Template } from "../../store/page_templates";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Select } from "../../ui/select";
import { refusalWords } from "../../ui/refusal_words";
import { toast } from "../../ui/toast";
import { newPageOf } from "./changing";
import { faultsOf } from "./composing";
import type { Beginning } from "./manuscript";
import { BegunNotices } from "./notices";
import { outcomeOf } from "./outcome";
import { PageForm } from "./page_form";
import { PlaceSelect } from "./place_select";
import { TemplateFields, wholeText } from "./template_fields";
import { useManuscript } from "./use_manuscript";
import { hasTalk, withTemplate, type WriteQuery } from "./write_query";
import { WritingFoot } from "./writing_foot";

interface BeginProps {
  readonly store: Store;
  readonly query: WriteQuery;
  readonly beginning: Beginning;
  readonly templates: readonly Template[];
  // Threads and messages that it grows out of.
  readonly sources: readonly string[];
  // Not all of the talk was looked at.
  readonly isCut: boolean;
  readonly translatedRevision: bigint;
}

export function BeginForm({ store, query, beginning, templates, sources, isCut, translatedRevision }: BeginProps): JSX.Element | null {
  const writing = useManuscript(store, "", beginning, (begun) => begun.query === query.name);
  const { manuscript } = writing;
  const isBusy = useSignal(false);
  const attempts = useSignal(0);
  if (!manuscript) return null;
  const words = manuscript.words.value;
  const template = templates.find(({ name }) => name === words.template);
  const inFields = template && template.fields.length > 0 && !words.isWhole && words.text === "" ? template : undefined;
  const text = inFields ? wholeText(words, inFields) : words.text;
  const faults = attempts.value > 0 ? faultsOf({ ...words, text }) : [];

  const save = async () => {
    const now = manuscript.words.peek();
    const whole = inFields ? wholeText(now, inFields) : now.text;
    if (isBusy.peek()) return;
    if (faultsOf({ ...now, text: whole }).length > 0) return void (attempts.value += 1);
    isBusy.value = true;
    try {
      const place = { parent: query.parent, translationOf: query.translation, translatedRevision, sources };
      const id = await createPage(store, newPageOf(now, whole, place));
      manuscript.forget();
      const outcome = await outcomeOf(store, id);
      if (location.peek().path !== "/write") return;
      if (outcome === "waiting") toast({ text: t("writing.waits.new") });
      // What waits or was refused is seen and mended where it is changed.
      navigate(outcome === "done" ? pagePath(id) : editPagePath(id), { replace: true });
    } catch {
      toast({ text: t("writing.notKept"), tone: "danger" });
    } finally {
      isBusy.value = false;
    }
  };
  const discard = () => {
    const undo = writing.discard();
    writing.seen();
    toast({ text: t("writing.discarded"), action: { label: t("writing.undo"), run: undo } });
  };
  // Whatever was written goes along: into the fields, or out of them into one text.
  const choose = async (name: string) => {
    const now = manuscript.words.peek();
    const next = templates.find((each) => each.name === name);
    if (!next) return manuscript.write({ template: "", text: inFields ? wholeText(now, inFields) : now.text, answers: {} });
    const own = now.text === "" ? now : { ...now, answers: { ...now.answers, [ownTextField]: now.text } };
    if (!hasTalk(query)) return manuscript.write({ ...withTemplate(own, next), text: "" });
    try {
      const draft = await fetchDraft(store, { thread: query.messages.length > 0 ? "" : query.from, messages: query.messages, templateName: name, language: shownIn.peek() });
      // What was brought along from the talk stands where the new template has its place for it.
      const answers = changedAnswers(own.answers, beginning.words.answers);
      manuscript.write({ ...withTemplate({ ...own, answers }, next, draft), text: "" });
    } catch (thrown) {
      toast({ text: refusalWords(thrown), tone: "danger" });
    }
  };
  return (
    <div class="writing">
      <BegunNotices writing={writing} isNew onDiscard={discard} />
      {isCut && <Banner>{t("writing.draft.cut")}</Banner>}
      <PageForm
        store={store}
        page=""
        manuscript={manuscript}
        faults={faults}
        attempts={attempts.value}
        isFresh={!query.translation && !hasTalk(query)}
        onSave={() => void save()}
        instead={inFields && <TemplateFields store={store} template={inFields} manuscript={manuscript} onSave={() => void save()} />}
        place={
          <div class="writing-where">
            <PlaceSelect store={store} parent={query.parent} value={words.community} onChange={(community) => manuscript.write({ community, owner: "" })} />
            {templates.length > 0 && !words.isWhole && (
              <Select
                label={t("writing.template")}
                value={words.template}
                choices={[{ value: "", label: t("writing.template.none") }, ...templates.map(({ name, title }) => ({ value: name, label: title }))]}
                onChange={(name) => void choose(name)}
              />
            )}
            {template?.description && !words.isWhole && <p class="field-hint">{template.description}</p>}
          </div>
        }
        foot={
          <WritingFoot
            store={store}
            manuscript={manuscript}
            text={text}
            isBusy={isBusy.value}
            saveWords={t("writing.create")}
            closeTo={query.parent ? pagePath(query.parent) : words.community ? communityPagesPath(words.community) : wikiPath}
            onSave={() => void save()}
            onDiscard={discard}
          />
        }
      />
    </div>
  );
}

// Where a text goes that was written before a template was chosen.
const ownTextField = "own text";

// Only what somebody wrote into the fields, and not what stood there before.
function changedAnswers(now: Readonly<Record<string, string>>, before: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(now).filter(([id, text]) => text !== before[id]));
}
