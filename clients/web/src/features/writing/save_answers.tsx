// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what the server answers to saves, also those of earlier visits: always there, whatever is on the screen. A
// conflict stays where it is, with the author's text in it, until somebody has decided it.
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { editPagePath, pagePath } from "../../router/places";
import { withStore } from "../../store/current";
import { baseAfter, goOnFrom, letGoOfSave, type Save, saves } from "../../store/page_saving";
import { restoreRevision } from "../../store/page_texts";
import { page as pageOf } from "../../store/pages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Link } from "../../ui/link";
import { refusalWords } from "../../ui/refusal_words";
import { toast } from "../../ui/toast";
import { rebase } from "./begun";

function SaveAnswers({ store }: { store: Store }): JSX.Element | null {
  const merged = useSignal<Save | null>(null);
  const isVisible = useSignal(document.visibilityState === "visible");
  // Told of, or being dealt with.
  const known = useRef(new Set<number>());
  useEffect(() => {
    const look = () => (isVisible.value = document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  useSignalEffect(() => {
    // Of several tabs the one that is looked at reads them.
    if (!isVisible.value) return;
    for (const save of saves(store).value) {
      const mark = save.state === "refused" ? -save.n : save.n;
      if (save.state === "waiting" || known.current.has(mark)) continue;
      known.current.add(mark);
      // The view that is being written in reads it in the same breath.
      queueMicrotask(() => void deal(save));
    }
  });
  const deal = async (save: Save) => {
    if (save.state === "refused") return tellUnlessThere(save, t("writing.answer.refused", { title: titleOf(store, save) }));
    if (save.state !== "conflict") rebase(store, save.page, save.n, baseAfter(save));
    if (await goOnFrom(store, save)) return;
    if (save.state === "conflict") {
      if (save.reply?.conflict?.headAuthor) void wantPeople(store, [save.reply.conflict.headAuthor]);
      return tellUnlessThere(save, t("writing.answer.conflict", { title: titleOf(store, save) }));
    }
    await letGoOfSave(store, save);
    const { merge } = save.reply ?? {};
    if (!merge) return;
    await wantPeople(store, [merge.withAuthor]).catch(() => undefined);
    if (merge.sentencesToCheck.length > 0) merged.value = save;
    else toast({ text: t("writing.answer.merged", { name: authorOf(store, save), title: titleOf(store, save) }), action: { label: t("writing.undo"), run: () => void undo(save) } });
  };
  return <MergedDialog store={store} save={merged.value} onClose={() => (merged.value = null)} />;
}

function tellUnlessThere({ page }: Save, text: string): void {
  const to = editPagePath(page);
  if (location.peek().path !== to) toast({ text, tone: "danger", action: { label: t("writing.answer.look"), run: () => navigate(to) } });
}

const titleOf = (store: Store, { page, request, reply }: Save): string => reply?.page?.title ?? request.title ?? pageOf(store, page).peek()?.title ?? t("writing.untitled");
const authorOf = (store: Store, { reply }: Save): string =>
  reply?.merge?.withAuthor === store.me ? t("writing.conflict.yourOther") : (nameOf(store, reply?.merge?.withAuthor ?? "").peek() ?? t("writing.somebody"));

// The page as the other one had saved it: one's own part goes, and nobody else's.
async function undo({ page, reply }: Save): Promise<void> {
  try {
    await restoreRevision(page, reply?.merge?.withRevision ?? 0n, reply?.page?.revision ?? 0n);
    toast({ text: t("writing.answer.undone") });
  } catch (thrown) {
    toast({ text: refusalWords(thrown, { aborted: "writing.answer.tooLate" }), tone: "danger" });
  }
}

// In these sentences both have changed something: they fit as text, and only a person sees whether they do
// in meaning.
function MergedDialog({ store, save, onClose }: { store: Store; save: Save | null; onClose: () => void }): JSX.Element | null {
  if (!save) return null;
  const sentences = save.reply?.merge?.sentencesToCheck ?? [];
  return (
    <Dialog
      isOpen
      title={t("writing.merged.title")}
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              onClose();
              void undo(save);
            }}
          >
            {t("writing.merged.undo")}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {t("writing.merged.good")}
          </Button>
        </>
      }
    >
      <p>{t("writing.merged.text", { name: authorOf(store, save), title: titleOf(store, save), count: sentences.length })}</p>
      <ul class="writing-sentences">
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      <p onClick={onClose}>
        <Link to={location.value.path === pagePath(save.page) ? editPagePath(save.page) : pagePath(save.page)}>
          {location.value.path === pagePath(save.page) ? t("writing.merged.edit") : t("writing.toPage")}
        </Link>
      </p>
    </Dialog>
  );
}

export default withStore(SaveAnswers);
