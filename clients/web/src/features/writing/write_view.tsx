// SPDX-License-Identifier: GPL-3.0-or-later
// A new page: from nothing, from a template, from what was said in a thread, or as a translation.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { language as shownIn, t } from "../../i18n";
import { location } from "../../router/location";
import { communityPagesPath, pagePath, wikiPath } from "../../router/places";
import { community } from "../../store/communities";
import { withStore } from "../../store/current";
import { type DraftPageReply, fetchDraft, templates, wantTemplates } from "../../store/page_templates";
import { openPage } from "../../store/page_views";
import { page as pageOf, wikiPlaces } from "../../store/pages";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/placeholders";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { refusalWords } from "../../ui/refusal_words";
import { BeginForm } from "./begin_form";
import { hasTalk, newBeginning, plainTemplate, readQuery, type WriteQuery } from "./write_query";

function WriteView({ store }: { store: Store }): JSX.Element {
  // Another address is another page, even at the same path.
  const query = readQuery(location.value.query);
  return <NewPage key={query.name} store={store} query={query} />;
}

function NewPage({ store, query }: { store: Store; query: WriteQuery }): JSX.Element {
  const tongue = shownIn.value;
  const { isLive, connection } = store.status.value;
  const isComing = isLive || connection === "connecting" || connection === "open";
  const all = templates(store, tongue).value;
  const draft = useSignal<DraftPageReply | null>(null);
  const fault = useSignal("");
  const isAsked = useSignal(false);
  const isPlain = useSignal(false);
  useEffect(() => {
    if (!isLive) return;
    void wantTemplates(store, tongue).finally(() => (isAsked.value = true));
  }, [isLive, tongue]);
  const wantDraft = () => {
    fault.value = "";
    const templateName = query.template || plainTemplate;
    fetchDraft(store, { thread: query.messages.length > 0 ? "" : query.from, messages: query.messages, templateName, language: tongue }).then(
      (made) => (draft.value = made),
      (thrown: unknown) => (fault.value = refusalWords(thrown)),
    );
  };
  const isFromTalk = hasTalk(query);
  useEffect(() => {
    if (isFromTalk && isLive && !draft.peek()) wantDraft();
  }, [isLive]);

  const original = useOriginal(store, query.translation);
  const parent = useParent(store, query.parent);
  const wantsTemplate = query.template !== "" && !isFromTalk;
  const template = all.find(({ name }) => name === query.template);
  const places = wikiPlaces(store).value;
  const isPlaced = query.community !== "" || query.parent !== "" || query.translation !== "" || isFromTalk;
  const isReady =
    isPlain.value ||
    ((!isFromTalk || draft.value !== null) &&
      (!wantsTemplate || template !== undefined || isAsked.value || !isComing) &&
      (isPlaced || places.length > 0 || isAsked.value || !isComing) &&
      (!query.translation || original !== undefined) &&
      (!query.parent || parent !== undefined || !isComing));
  const beginning = useMemo(
    () => (isReady ? newBeginning(query, { draft: draft.value ?? undefined, original, parent, template, place: places[0]?.community ?? "" }) : null),
    // What comes later changes nothing that somebody is writing in.
    [isReady],
  );

  const place = beginning?.words.community || query.community;
  const title = query.translation ? t("writing.translation.title") : query.template === "lesson-learned" ? t("writing.lesson.title") : t("writing.write.title");
  return (
    <Page
      title={title}
      context={
        <Link to={query.parent ? pagePath(query.parent) : place ? communityPagesPath(place) : wikiPath} look="quiet">
          {query.parent ? (pageOf(store, query.parent).value?.title ?? t("writing.wiki")) : place ? (community(store, place).value?.name ?? t("writing.wiki")) : t("writing.wiki")}
        </Link>
      }
    >
      {!beginning && isFromTalk && (fault.value || !isComing) && (
        <Banner
          tone="warn"
          actions={
            <>
              {isLive && <Button onClick={wantDraft}>{t("writing.again")}</Button>}
              <Button onClick={() => (isPlain.value = true)}>{t("writing.draft.without")}</Button>
            </>
          }
        >
          {t("writing.draft.failed")} {fault.value}
        </Banner>
      )}
      {!beginning && !isFromTalk && !isComing && (
        <Banner tone="warn" actions={<Button onClick={() => (isPlain.value = true)}>{t("writing.draft.without")}</Button>}>
          {t("writing.unreachable.text")}
        </Banner>
      )}
      {!beginning && isComing && !fault.value && <Skeleton lines={8} />}
      {beginning && (
        <BeginForm
          store={store}
          query={query}
          beginning={beginning}
          templates={all}
          sources={draft.value?.sources ?? []}
          isCut={draft.value?.isCut ?? false}
          translatedRevision={original?.page?.revision ?? 0n}
        />
      )}
    </Page>
  );
}

function useOriginal(store: Store, id: string) {
  const open = useMemo(() => (id ? openPage(store, id) : null), [store, id]);
  useEffect(() => () => open?.close(), [open]);
  return open?.state.value === "current" || !store.status.value.isLive ? open?.shown.value?.view : undefined;
}

// The place of a new page is that of the page above it.
function useParent(store: Store, id: string) {
  const open = useMemo(() => (id ? openPage(store, id) : null), [store, id]);
  useEffect(() => () => open?.close(), [open]);
  return id ? (pageOf(store, id).value ?? open?.shown.value?.view.page) : undefined;
}

export default withStore(WriteView);
