// SPDX-License-Identifier: GPL-3.0-or-later
// The one button that says where a person stands with a community, and what they can do about it.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { askedAt, askToJoin, takeBackAsking } from "../../store/belonging";
import { joinCommunity } from "../../store/communities";
import { Openness } from "../../store/entities";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icon";
import { TextArea } from "../../ui/text_field";
import { acting } from "./acting";
import { type Shown, standing } from "./selectors";

const noteMax = 1000;
const expectedMs = 5000;

export interface JoiningProps {
  readonly store: Store;
  readonly of: Shown;
  // The thing to do on this page.
  readonly isMain?: boolean;
}

export function Joining({ store, of, isMain = false }: JoiningProps): JSX.Element | null {
  const [isAsking, setAsking] = useState(false);
  const { isMember, isGuest, isBeingMade } = standing(store, of.id).value;
  const joins = store.commandsAbout(of.id).value.filter(({ method }) => method.endsWith("/JoinCommunity"));
  const isRefused = joins.some(({ state }) => state === "refused");
  // A member's place comes a moment after the command is confirmed; the button must not flash in between.
  const [isExpected, setExpected] = useState(false);
  useEffect(() => {
    if (!isExpected) return;
    const timer = setTimeout(() => setExpected(false), expectedMs);
    return () => clearTimeout(timer);
  }, [isExpected, joins.length]);
  const isUnderWay = joins.some(({ state }) => state !== "refused") || (isExpected && !isRefused);
  const isOnRequest = of.openness === Openness.ON_REQUEST;
  const hasAsked = isOnRequest && joins.length === 0 && askedAt(store, of.id).value > 0;
  // The words that take the button's place take its focus, and the button that takes theirs. They are one element
  // in all states, so that focus stays.
  const words = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const hasActed = useRef(false);
  const moveFocus = () => {
    const next = [words.current, button.current].find((each) => each?.isConnected);
    if (!hasActed.current || !next) return;
    hasActed.current = false;
    next.focus();
  };
  // At once where the new element is known by then, else a moment later.
  useLayoutEffect(moveFocus, [isMember, isUnderWay, hasAsked]);
  useEffect(moveFocus, [isMember, isUnderWay, hasAsked]);
  if (isMember || isBeingMade) {
    return (
      <span class="joined">
        <span class="joined-words" ref={words} tabIndex={-1}>
          <Icon name="check" />
          {t("communities.joined")}
        </span>
      </span>
    );
  }
  if (isGuest || of.isArchived || of.openness === Openness.PRIVATE) return null;
  if (isUnderWay || hasAsked) {
    const { isLive } = store.status.value;
    const now = isOnRequest ? "communities.asked" : "communities.joining";
    const later = isOnRequest ? "communities.asksLater" : "communities.joinsLater";
    const takeBack = () => {
      hasActed.current = true;
      void acting(takeBackAsking(store, of.id));
    };
    return (
      <span class="joined">
        <span class="joined-words" role="status" ref={words} tabIndex={-1}>
          <Icon name="clock" />
          {t(isLive || hasAsked ? now : later)}
        </span>
        {hasAsked && (
          <Button tone="quiet" aria-label={t("communities.takeBackNamed", { name: of.name })} onClick={takeBack}>
            {t("communities.takeBack")}
          </Button>
        )}
      </span>
    );
  }
  const join = () => {
    hasActed.current = true;
    setExpected(true);
    void acting(joinCommunity(store, of.id));
  };
  return (
    <>
      <Button
        buttonRef={button}
        tone={isMain ? "primary" : "plain"}
        aria-label={isOnRequest ? t("communities.askNamed", { name: of.name }) : t("communities.joinNamed", { name: of.name })}
        onClick={() => (isOnRequest ? setAsking(true) : join())}
      >
        {isOnRequest ? t("communities.ask") : t("communities.join")}
      </Button>
      {isAsking && <AskDialog store={store} of={of} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskDialog({ store, of, onClose }: { store: Store; of: Shown; onClose: () => void }): JSX.Element {
  const [note, setNote] = useState("");
  // The server wants one line.
  const line = note.trim().replace(/\s+/g, " ");
  const isTooLong = [...line].length > noteMax;
  const send = async () => {
    if (isTooLong) return;
    if (await acting(askToJoin(store, of.id, line))) onClose();
  };
  return (
    <Dialog
      isOpen
      title={t("communities.askTitle", { name: of.name })}
      onClose={onClose}
      isKeptOnOutsidePress
      actions={
        <>
          <Button onClick={onClose}>{t("communities.cancel")}</Button>
          <Button tone="primary" onClick={() => void send()}>
            {t("communities.askSend")}
          </Button>
        </>
      }
    >
      <TextArea
        label={t("communities.askNote")}
        hint={t("communities.askHint")}
        value={note}
        onInput={setNote}
        lengthMax={noteMax}
      />
    </Dialog>
  );
}
