// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for the person's own decision: commands that were refused, and drafts.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { conversationPath, newThreadPath, pageTalkPath, threadPath } from "../../router/places";
import { excerptOf } from "../../store/excerpt";
import { saveDraft } from "../../store/messages";
import type { Place, WaitingDraft } from "../../store/news";
import { nameOf, wantPeople } from "../../store/people";
import type { RefusedCommand } from "../../store/refused";
import type { Store } from "../../store/store";
import { Button, IconButton } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { holdPlace } from "../../ui/hold_place";
import { Icon } from "../../ui/icon";
import { nameLine } from "../../ui/names";
import { Refusal } from "../../ui/refusal";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { toast } from "../../ui/toast";
import { Section } from "./section";
import { deedWords, pathOf, placeWords } from "./words";

export function Refused({ store, commands }: { store: Store; commands: readonly RefusedCommand[] }): JSX.Element | null {
  const asked = useSignal<RefusedCommand | null>(null);
  if (commands.length === 0) return null;
  const close = () => (asked.value = null);
  const discard = async () => {
    const command = asked.value;
    close();
    if (command) await store.discard(command.n);
  };
  return (
    <Section title={t("home.refused")} lead={t("home.refused.lead")}>
      <ul class="home-refused">
        {commands.map((command) => (
          <RefusedCard key={command.n} store={store} command={command} onDiscard={() => (asked.value = command)} />
        ))}
      </ul>
      <Dialog
        isOpen={asked.value !== null}
        title={t("home.refused.discard.title")}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t("home.refused.keep")}</Button>
            <Button tone="danger" onClick={() => void discard()}>
              {t("home.refused.discard")}
            </Button>
          </>
        }
      >
        <p>{t("home.refused.discard.text")}</p>
      </Dialog>
    </Section>
  );
}

interface CardProps {
  readonly store: Store;
  readonly command: RefusedCommand;
  readonly onDiscard: () => void;
}
function RefusedCard({ store, command, onDiscard }: CardProps): JSX.Element {
  const { n, method, place, text, reason, atMs, heldCount } = command;
  const to = pathOf(place);
  const what = deedWords(method);
  const title = place.is === "unknown" ? what : t("home.refused.in", { what, place: placeWords(place) });
  return (
    <li class="home-card">
      <p class="home-card-title">
        <Icon name="warning" />
        <span>{to ? <a href={to}>{title}</a> : title}</span>
        <span class="home-card-time">
          <RelativeTime at={atMs} />
        </span>
      </p>
      {text && <blockquote class="home-card-text">{text}</blockquote>}
      <p>{reason.code === "too_old" ? t("home.refused.tooOld") : <Refusal of={reason} />}</p>
      {heldCount > 0 && <p class="home-lead">{t("home.refused.held", { count: heldCount })}</p>}
      <div class="home-card-actions">
        <Button onClick={() => void store.retry(n)}>{t("home.refused.retry")}</Button>
        <Button tone="quiet" onClick={onDiscard}>
          {t("home.refused.discard")}
        </Button>
      </div>
    </li>
  );
}

export function Drafts({ store, drafts }: { store: Store; drafts: readonly WaitingDraft[] }): JSX.Element | null {
  const others = drafts.flatMap(({ place }) => (place.is === "conversation" ? place.others : []));
  useEffect(() => void wantPeople(store, others), [others.join()]);
  if (drafts.length === 0) return null;
  return (
    <Section title={t("home.drafts")}>
      <Rows label={t("home.drafts")}>
        {drafts.map((draft) => (
          <DraftRow key={draft.target} store={store} draft={draft} />
        ))}
      </Rows>
    </Section>
  );
}

function DraftRow({ store, draft }: { store: Store; draft: WaitingDraft }): JSX.Element {
  const { place, target, title, text, updatedAtMs } = draft;
  const discard = async (button: Element) => {
    holdPlace(button);
    await saveDraft(store, target, "");
    const run = () => void saveDraft(store, target, text, title);
    toast({ text: t("home.draft.discarded"), action: { label: t("home.undo"), run } });
  };
  return (
    <Row
      to={draftPath(place)}
      title={draftTitle(store, place)}
      lead={<Icon name="edit" />}
      text={excerptOf([title, text].filter(Boolean).join(": "))}
      meta={<RelativeTime at={updatedAtMs} />}
      actions={<IconButton icon="trash" label={t("home.draft.discard")} onClick={(event) => void discard(event.currentTarget)} />}
    />
  );
}

function draftTitle(store: Store, place: Place): string {
  if (place.is === "conversation") return nameLine(place.others.map((id) => nameOf(store, id).value));
  return place.is === "community" ? t("home.draft.thread", { place: place.name }) : placeWords(place);
}
function draftPath(place: Place): string | undefined {
  if (place.is === "community") return newThreadPath(place.id);
  if (place.is === "conversation") return conversationPath(place.id);
  if (place.is === "page") return pageTalkPath(place.id);
  return place.is === "thread" ? threadPath(place.id) : undefined;
}
