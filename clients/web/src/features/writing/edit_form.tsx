// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a page that is there already, with all that can come of saving it.
import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { t } from "../../i18n";
import { editPagePath, pagePath, writePath } from "../../router/places";
import { location, navigate } from "../../router/location";
import { baseAfter, type Creation, letGoOfCreation, letGoOfSave, type PageChange, recreate, resave, type Save, savePage, savesOf } from "../../store/page_saving";
import { keepText } from "../../store/kept_texts";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Refusal } from "../../ui/refusal";
import { toast } from "../../ui/toast";
import { keep, noWords, ownKey } from "./begun";
import { changeOf, newPageOf } from "./changing";
import { faultsOf } from "./composing";
import { conflictKey, ConflictView } from "./conflict_view";
import type { Beginning } from "./manuscript";
import { BegunNotices, NewerNotice } from "./notices";
import { outcomeOf } from "./outcome";
import { PageForm } from "./page_form";
import { PlaceSelect } from "./place_select";
import { beginningAfter } from "./starting";
import { useManuscript } from "./use_manuscript";
import { download, WritingFoot } from "./writing_foot";

interface EditProps {
  readonly store: Store;
  readonly page: string;
  // Null: not known yet, or there is nothing.
  readonly beginning: Beginning | null;
  readonly creation: Creation | undefined;
  // The page is not there any more, or not to be written in: what was written is still here.
  readonly isGone: boolean;
  readonly otherwise: ComponentChildren;
}

export function EditForm({ store, page, beginning, creation, isGone, otherwise }: EditProps): JSX.Element {
  const writing = useManuscript(store, page, beginning ?? (isGone ? nothing : null), () => true);
  const { manuscript } = writing;
  const isBusy = useSignal(false);
  const attempts = useSignal(0);
  const saves = savesOf(store, page).value;
  const conflict = saves.findLast(({ state }) => state === "conflict");
  // It is decided in the editor: what is written there stands on top of the newest revision.
  const isInHand = conflict !== undefined && manuscript?.isChanged.value === true && manuscript.base.value === conflict.reply?.conflict?.headRevision;
  const refused = saves.findLast(({ state }) => state === "refused") ?? creation;

  // The save that this text was built on has been answered: it goes on from there.
  useSignalEffect(() => {
    const answered = savesOf(store, page).value.find(({ n, reply }) => reply && n === manuscript?.follows.value);
    if (!answered || !manuscript) return;
    manuscript.base.value = baseAfter(answered);
    manuscript.follows.value = 0;
  });

  const send = async (work: () => Promise<string>, done: () => void) => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    try {
      const name = await work();
      done();
      const outcome = await outcomeOf(store, name);
      if (location.peek().path !== editPagePath(page) || outcome === "conflict") return;
      if (outcome === "refused") return manuscript?.resume();
      if (outcome === "waiting") toast({ text: t("writing.waits") });
      navigate(pagePath(page), { replace: true });
    } catch {
      manuscript?.resume();
      toast({ text: t("writing.notKept"), tone: "danger" });
    } finally {
      isBusy.value = false;
    }
  };
  const save = () => {
    if (!manuscript) return;
    const words = manuscript.words.peek();
    if (faultsOf(words).length > 0) return void (attempts.value += 1);
    const change = changeOf(page, manuscript.base.peek(), words, manuscript.before);
    void send(
      async () => {
        if (creation?.refused) {
          await recreate(store, creation, newPageOf(words, words.text, creation.request));
          return page;
        }
        const again = saves.findLast(({ state }) => state === "refused");
        if (again) {
          await resave(store, again, change);
          return again.command.makes[0] ?? "";
        }
        const name = await savePage(store, change, saves.find(({ n, state }) => state === "waiting" && n === manuscript.follows.peek()));
        if (conflict && isInHand) await settle(store, conflict);
        return name;
      },
      () => manuscript.forget(),
    );
  };
  const saveDecided = (decided: Save, changes: readonly PageChange[]) =>
    void send(
      async () => {
        let name = "";
        for (const change of changes) name = await savePage(store, change);
        await settle(store, decided);
        return name;
      },
      () => undefined,
    );
  const discard = () => {
    const undo = writing.discard();
    writing.seen();
    toast({ text: t("writing.discarded"), action: { label: t("writing.undo"), run: undo } });
  };
  const rescue = async () => {
    if (!manuscript) return;
    const words = manuscript.words.peek();
    // In the place where it was: what few could read does not become everybody's by itself.
    keep(store, ownKey(""), { words, base: "0", before: noWords, follows: 0, query: "", atMs: Date.now() });
    manuscript.forget();
    for (const each of saves) if (each.state === "refused") await letGoOfSave(store, each);
    navigate(writePath({}));
  };

  if (conflict && !isInHand) {
    return (
      <ConflictView
        key={conflict.n}
        store={store}
        save={conflict}
        isBusy={isBusy.value}
        onSave={(changes) => saveDecided(conflict, changes)}
        onWrite={(text) => {
          writing.beginWith(beginningAfter(conflict, text));
        }}
      />
    );
  }
  if (!manuscript || (isGone && !manuscript.isChanged.value && !refused)) return <>{otherwise}</>;
  return (
    <div class="writing">
      <BegunNotices writing={writing} isNew={false} onDiscard={discard} />
      {isGone ? (
        <Banner
          tone="warn"
          actions={
            <>
              <Button onClick={() => download(manuscript)}>{t("writing.download")}</Button>
              <Button onClick={() => void rescue()}>{t("writing.rescue")}</Button>
            </>
          }
        >
          {t("writing.pageGone")}
        </Banner>
      ) : (
        <NewerNotice store={store} page={page} base={manuscript.follows.value > 0 ? 1n << 62n : manuscript.base.value} />
      )}
      {refused?.refused && (
        <Banner
          tone="danger"
          actions={
            <>
              <Button onClick={() => download(manuscript)}>{t("writing.download")}</Button>
              <Button tone="quiet" onClick={() => void ("page" in refused ? letGoOfSave(store, refused) : letGoOfCreation(store, refused))}>
                {t("writing.refused.giveUp")}
              </Button>
            </>
          }
        >
          {t("writing.refused")} <Refusal of={refused.refused} />
        </Banner>
      )}
      {creation && !creation.refused && <Banner icon="clock">{t("writing.creating")}</Banner>}
      <PageForm
        store={store}
        page={page}
        manuscript={manuscript}
        faults={attempts.value > 0 ? faultsOf(manuscript.words.value) : []}
        attempts={attempts.value}
        onSave={save}
        // Perhaps it was the place that refused it.
        place={creation?.refused && <PlaceSelect store={store} parent={creation.request.parent} value={manuscript.words.value.community} onChange={(community) => manuscript.write({ community })} />}
        foot={
          <WritingFoot
            store={store}
            manuscript={manuscript}
            isBusy={isBusy.value}
            saveWords={refused?.refused ? t("writing.saveAgain") : t("writing.save")}
            closeTo={pagePath(page)}
            onSave={save}
            onDiscard={discard}
          />
        }
      />
    </div>
  );
}

// What there is where a page is gone: what was written of it, if anything was.
const nothing: Beginning = { words: noWords, base: 0n, before: noWords, follows: 0, query: "" };

async function settle(store: Store, decided: Save): Promise<void> {
  keepText(store, conflictKey(decided), null);
  await letGoOfSave(store, decided);
}
