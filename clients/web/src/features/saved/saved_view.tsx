// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { conversationPath, pageTalkPath, threadPath } from "../../router/places";
import { withStore } from "../../store/current";
import { excerptOf } from "../../store/excerpt";
import { nameOf, wantPeople } from "../../store/people";
import { type SavedEntry, savedList, saveMessage, savedState, unsaveMessage, wantSaved } from "../../store/saved";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Banner } from "../../ui/banner";
import { Button, IconButton } from "../../ui/button";
import { holdPlace } from "../../ui/hold_place";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { toast } from "../../ui/toast";

const step = 50;
// Of a message that somebody wants to come back to, more than a line is shown.
const lengthMax = 300;

export default withStore(SavedView);

function SavedView({ store }: { store: Store }): JSX.Element {
  const shownMax = useSignal(step);
  const entries = savedList(store).value;
  const state = savedState(store).value;
  const { isLive } = store.status.value;
  useEffect(() => void wantSaved(store), [isLive]);
  const shown = entries.slice(0, shownMax.value);
  const authors = shown.map(({ message }) => message?.author ?? "");
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  return (
    <Page title={t("saved.title")} lead={t("saved.lead")}>
      <div class="stack">
        {state === "unreachable" && (
          <Banner tone="warn" actions={<Button onClick={() => void wantSaved(store)}>{t("saved.again")}</Button>}>
            {t("saved.unreachable")}
          </Banner>
        )}
        {entries.length === 0 && state === "loading" && <Skeleton lines={4} hasAvatar />}
        {entries.length === 0 && state === "whole" && (
          <EmptyState icon="bookmark" title={t("saved.empty.title")}>
            {t("saved.empty.text")}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <Rows label={t("saved.title")}>
            {shown.map((entry) => (
              <SavedRow key={entry.id} store={store} entry={entry} isWhole={state === "whole"} />
            ))}
          </Rows>
        )}
        {entries.length > shown.length && (
          <div>
            <Button onClick={() => (shownMax.value += step)}>{t("saved.more")}</Button>
          </div>
        )}
      </div>
    </Page>
  );
}

interface RowProps {
  readonly store: Store;
  readonly entry: SavedEntry;
  readonly isWhole: boolean;
}
function SavedRow({ store, entry, isWhole }: RowProps): JSX.Element {
  const { id, message, note, savedAtMs } = entry;
  const unsave = async (button: Element) => {
    holdPlace(button);
    await unsaveMessage(store, id);
    toast({ text: t("saved.unsaved"), action: { label: t("saved.undo"), run: () => void saveMessage(store, id, note) } });
  };
  const actions = <IconButton icon="close" label={t("saved.unsave")} onClick={(event) => void unsave(event.currentTarget)} />;
  const when = tRich("saved.at", { time: <RelativeTime at={savedAtMs} /> });
  const remark = note ? t("saved.note", { note }) : undefined;
  if (!message) {
    // One that has not come yet is not told to be gone.
    const title = isWhole ? t("saved.hidden") : t("ui.loading");
    return <Row title={title} lead={<Icon name="bookmark" />} text={remark} meta={when} actions={actions} />;
  }
  const name = nameOr(nameOf(store, message.author).value);
  const where = placeWords(entry);
  return (
    <Row
      to={pathOf(entry)}
      title={where ? t("saved.meta", { name, place: where }) : name}
      lead={<Avatar id={message.author} name={name} />}
      text={message.deleted ? t("saved.deleted") : excerptOf(message.text, lengthMax)}
      meta={
        <>
          {remark && <span class="saved-note">{remark}</span>}
          {when}
        </>
      }
      actions={actions}
    />
  );
}

function placeWords({ place }: SavedEntry): string {
  if (place.is === "thread" || place.is === "page") return place.title;
  return place.is === "conversation" ? t("saved.conversation") : "";
}
function pathOf({ place, id, message }: SavedEntry): string {
  if (place.is === "page") return pageTalkPath(place.id, id);
  return place.is === "conversation" ? conversationPath(place.id, id) : threadPath(message?.root ?? place.id, id);
}
