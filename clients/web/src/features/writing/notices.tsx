// SPDX-License-Identifier: GPL-3.0-or-later
// What stands above a text that is being written: that it was begun before, that another tab has it open, that
// somebody else has saved the page meanwhile.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { formatDay, formatTime, t } from "../../i18n";
import { nameOf, wantPeople } from "../../store/people";
import { page as pageOf } from "../../store/pages";
import { fetchText } from "../../store/page_texts";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Skeleton } from "../../ui/placeholders";
import { refusalWords } from "../../ui/refusal_words";
import { ApartPage } from "./apart";
import type { Writing } from "./use_manuscript";

// "at 10:12" today, else with the day.
function when(atMs: number): string {
  const isToday = new Date(atMs).toDateString() === new Date().toDateString();
  return isToday ? formatTime(atMs) : t("writing.dayTime", { day: formatDay(atMs), time: formatTime(atMs) });
}

interface NoticesProps {
  readonly writing: Writing;
  readonly isNew: boolean;
  readonly onDiscard: () => void;
}

export function BegunNotices({ writing, isNew, onDiscard }: NoticesProps): JSX.Element {
  const { wentOnMs, others, isOpenElsewhere } = writing;
  return (
    <>
      {wentOnMs > 0 && (
        <Banner
          icon="edit"
          actions={
            <>
              <Button onClick={writing.seen}>{t("writing.begun.goOn")}</Button>
              <Button tone="quiet" onClick={onDiscard}>
                {t("writing.begun.discard")}
              </Button>
            </>
          }
        >
          {isNew ? t("writing.begun.new", { time: when(wentOnMs) }) : t("writing.begun.page", { time: when(wentOnMs) })}
        </Banner>
      )}
      {others.map((other) => (
        <Banner
          key={other.key}
          icon="edit"
          actions={
            <>
              <Button onClick={() => writing.goOnWith(other)}>{t("writing.begun.take")}</Button>
              <Button tone="quiet" onClick={() => writing.giveUp(other)}>
                {t("writing.begun.discard")}
              </Button>
            </>
          }
        >
          {t("writing.begun.other", { title: other.begun.words.title || t("writing.untitled"), time: when(other.begun.atMs) })}
        </Banner>
      ))}
      {isOpenElsewhere && !isNew && <Banner>{t("writing.elsewhere")}</Banner>}
    </>
  );
}

interface NewerProps {
  readonly store: Store;
  readonly page: string;
  readonly base: bigint;
}

// Quiet: nothing has to be done about it.
export function NewerNotice({ store, page, base }: NewerProps): JSX.Element | null {
  const isOpen = useSignal(false);
  const now = pageOf(store, page).value;
  const by = now?.revisedBy ?? "";
  const name = nameOf(store, by).value ?? t("writing.somebody");
  useEffect(() => {
    if (by) void wantPeople(store, [by]);
  }, [by]);
  if (!now || now.revision <= base) return null;
  return (
    <Banner actions={<Button onClick={() => (isOpen.value = true)}>{t("writing.newer.see")}</Button>}>
      {by === store.me ? t("writing.newer.self") : t("writing.newer", { name })}
      <Dialog isOpen={isOpen.value} title={t("writing.newer.title")} onClose={() => (isOpen.value = false)}>
        {isOpen.value && <Between store={store} page={page} from={base} to={now.revision} />}
      </Dialog>
    </Banner>
  );
}

function Between({ store, page, from, to }: { store: Store; page: string; from: bigint; to: bigint }): JSX.Element {
  const texts = useSignal<readonly [string, string] | null>(null);
  const fault = useSignal("");
  useEffect(() => {
    Promise.all([fetchText(store, page, from), fetchText(store, page, to)]).then(
      (both) => (texts.value = both),
      (thrown: unknown) => (fault.value = refusalWords(thrown)),
    );
  }, [page, from, to]);
  if (fault.value) return <Banner tone="warn">{fault.value}</Banner>;
  return texts.value ? <ApartPage before={texts.value[0]} after={texts.value[1]} /> : <Skeleton lines={5} />;
}
