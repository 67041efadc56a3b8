// SPDX-License-Identifier: GPL-3.0-or-later
// Comments on passages of the page: what is marked can be commented on, and what is open stands below the text.
import type { JSX, RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { PageView } from "../../store/page_views";
import type { Page } from "../../store/pages";
import { passages, wantPassages } from "../../store/passages";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { placeFor } from "../../ui/placing";
import { useShortcut } from "../../ui/shortcuts";
import { toast } from "../../ui/toast";
import { Part } from "./below";
import { type BegunComment, keptComment } from "./begun_comment";
import { CommentDialog } from "./passage_dialog";
import { commentAsked, rangeOf, type Selected, useHighlights, useSelected } from "./passage_marks";
import { PassageRow } from "./passage_row";
import { markedIn } from "./passage_words";

interface PassagesProps {
  readonly store: Store;
  readonly page: Page;
  readonly view: PageView;
  readonly canWrite: boolean;
  readonly text: RefObject<HTMLElement | null>;
}

const quoteMax = 500;
const lastedMs = 60_000;

export function Passages({ store, page, view, canWrite, text }: PassagesProps): JSX.Element | null {
  const { isLive } = store.status.value;
  const article = () => text.current?.querySelector(".article") ?? null;
  const revision = view.revision?.number ?? 0n;
  const open = passages(store, page.id).value;
  const [showsSettled, setShowsSettled] = useState(false);
  const settled = passages(store, page.id, true).value;
  const [written, setWritten] = useState<{ page: string; begun: BegunComment } | null>(null);
  const dialog = written?.page === page.id ? written.begun : null;
  const kept = useMemo(() => keptComment(store, page.id), [page.id, dialog]);
  useEffect(() => {
    if (isLive) void wantPassages(store, page.id);
  }, [page.id, page.revision, isLive]);
  useEffect(() => {
    if (isLive && showsSettled) void wantPassages(store, page.id, true);
  }, [page.id, showsSettled, isLive]);
  // Places hold in the text they were told for; another one is on its way.
  useHighlights(article, view.text, revision, open.filter((passage) => passage.revision <= revision));
  const begin = (selected: Selected) => {
    const found = markedIn(view.text, article()?.textContent ?? "", selected.begin, selected.end);
    if ([...found.quote].length > quoteMax) toast({ text: t("wiki.passages.tooLong", { max: quoteMax }) });
    else setWritten({ page: page.id, begun: { marked: found, revision, words: kept?.words ?? "" } });
  };
  const show = (message: string) => {
    const element = article();
    const passage = open.find((each) => each.message === message);
    const range = element && passage && rangeOf(element, view.text, passage);
    const near = range?.startContainer.parentElement;
    if (!range || !near) {
      toast({ text: t("wiki.passages.notFound") });
      return;
    }
    near.scrollIntoView({ block: "center" });
    document.getSelection()?.removeAllRanges();
    document.getSelection()?.addRange(range);
  };
  const row = { store, page: page.id, canWrite };
  return (
    <>
      {canWrite && <CommentButton article={article} onBegin={begin} />}
      {(open.length > 0 || settled.length > 0) && (
        <div class="passages">
          <Part title={t("wiki.passages", { count: open.length })}>
            <ul class="passage-list">
              {open.map((passage) => (
                <PassageRow key={passage.message} {...row} passage={passage} onShow={() => show(passage.message)} />
              ))}
              {showsSettled && settled.map((passage) => <PassageRow key={passage.message} {...row} passage={passage} />)}
            </ul>
            <div>
              <Button tone="quiet" aria-pressed={showsSettled} onClick={() => setShowsSettled(!showsSettled)}>
                {t("wiki.passages.settled")}
              </Button>
            </div>
          </Part>
        </div>
      )}
      {canWrite && kept && !dialog && (
        <div class="passages">
          <Banner icon="conversation" actions={<Button onClick={() => setWritten({ page: page.id, begun: kept })}>{t("wiki.passages.goOn")}</Button>}>
            {t("wiki.passages.begun")}
          </Banner>
        </div>
      )}
      {dialog && <CommentDialog store={store} page={page.id} begun={dialog} onClose={() => setWritten(null)} />}
    </>
  );
}

// Below what is marked, and behind a key.
function CommentButton({ article, onBegin }: { article: () => Element | null; onBegin: (selected: Selected) => void }): JSX.Element | null {
  const selected = useSelected(article);
  const box = useRef<HTMLDivElement>(null);
  // A press on the menu may take the mark away before anything is chosen there.
  const last = useRef<{ selected: Selected; atMs: number } | null>(null);
  if (selected) last.current = { selected, atMs: Date.now() };
  const now = useRef({ onBegin });
  now.current = { onBegin };
  const ask = useCallback(() => {
    const marked = last.current;
    if (marked && Date.now() - marked.atMs < lastedMs) now.current.onBegin(marked.selected);
    else toast({ text: t("wiki.passages.markFirst") });
  }, []);
  useShortcut("c", "wiki.keys.comment", ask);
  const asks = commentAsked.value;
  const answered = useRef(asks);
  useEffect(() => {
    if (answered.current === asks) return;
    answered.current = asks;
    ask();
  }, [asks]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !selected) return;
    element.showPopover?.();
    const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const place = placeFor(selected.box, { width: element.offsetWidth, height: element.offsetHeight }, room, false);
    element.style.setProperty("left", `${place.left}px`);
    element.style.setProperty("top", `${place.top}px`);
  }, [selected]);
  if (!selected) return null;
  return (
    <div ref={box} class="passage-button" popover="manual">
      {/* What is marked stays so while the button is pressed. */}
      <Button icon="conversation" onMouseDown={(event) => event.preventDefault()} onClick={() => onBegin(selected)}>
        {t("wiki.passages.comment")}
      </Button>
    </div>
  );
}
