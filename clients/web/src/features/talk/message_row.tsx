// SPDX-License-Identifier: GPL-3.0-or-later
// One row of a thread: the separators above it, who wrote it and when, what it says.
import type { JSX } from "preact";
import { formatDay, formatTime, formatDateTime, t } from "../../i18n";
import { isStale } from "../../store/messages";
import { nameOf, wantPeople } from "../../store/people";
import { type Message, sendingOf } from "../../store/posts";
import type { Store } from "../../store/store";
import { waitingDeletion } from "../../store/taking_back";
import { personPath } from "../../router/places";
import { Avatar } from "../../ui/avatar";
import { classNames } from "../../ui/class_names";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { collapse } from "./mentions";
import { MessageActions, type MessageAsks } from "./message_actions";
import { MessageBody } from "./message_body";
import { MessageEdit } from "./message_edit";
import { MessageFiles } from "./message_files";
import { MovedNote } from "./moved_note";
import { QuoteBlock } from "./quotes";
import { Reactions } from "./reactions";
import type { Lead, Row } from "./rows";
import { SendingNote } from "./sending_note";

export interface MessageRowProps {
  readonly store: Store;
  readonly row: Row;
  readonly lead: Lead;
  readonly language: string;
  readonly isTarget: boolean;
  readonly isEdited: boolean;
  readonly asks: MessageAsks;
}

export function MessageRow(props: MessageRowProps): JSX.Element {
  const { row, lead } = props;
  return (
    <>
      {lead.beginsDay && row.post && (
        <p class="separator">
          <span>{formatDay(row.post.createdAtMs)}</span>
        </p>
      )}
      {lead.beginsNew && (
        <p class="separator separator-new">
          <span>{t("talk.newHere")}</span>
        </p>
      )}
      {row.post ? <Post {...props} post={row.post} /> : <Hole />}
    </>
  );
}

// Not on this device yet; drawn as high as a usual one.
function Hole(): JSX.Element {
  return (
    <div class="message message-hole">
      <span class="unseen">{t("ui.loading")}</span>
    </div>
  );
}

function Post({ store, post, lead, language, isTarget, isEdited, asks }: MessageRowProps & { post: Message }): JSX.Element {
  void wantPeople(store, [post.author]);
  const name = nameOr(nameOf(store, post.author).value);
  const sending = sendingOf(post.id, store.commandsAbout(post.id).value);
  const isPending = sending !== undefined && sending.state !== "sent";
  const look = classNames(
    "message",
    lead.isContinued && "message-continued",
    isTarget && "message-target",
    isPending && "message-pending",
    isStale(store, post) && "message-stale",
  );
  if (post.deleted) {
    const isMoved = post.movedTo !== "" || post.quotes.length > 0;
    const canRestore = waitingDeletion(store.commandsAbout(post.id).value) !== undefined;
    return (
      <article class={classNames(look, "message-deleted")}>
        <p>
          <Icon name={isMoved ? "chevronEnd" : "trash"} /> {isMoved ? <MovedNote store={store} post={post} /> : t("talk.message.deleted")}{" "}
          {canRestore && (
            <button type="button" class="message-edited" onClick={() => asks.restore(post)}>
              {t("talk.restore")}
            </button>
          )}
        </p>
      </article>
    );
  }
  return (
    <article class={look} data-message={post.id} aria-label={t("talk.message.by", { name, time: formatDateTime(post.createdAtMs) })}>
      <div class="message-side">
        {lead.isContinued ? (
          <time class="message-when" dateTime={new Date(Number(post.createdAtMs)).toISOString()} title={formatDateTime(post.createdAtMs)}>
            {formatTime(post.createdAtMs)}
          </time>
        ) : (
          <Avatar id={post.author} name={name} />
        )}
      </div>
      <div class="message-main">
        {!lead.isContinued && (
          <header class="message-head">
            <span class="message-author">
              <Link to={personPath(post.author)} look="quiet">
                {name}
              </Link>
            </span>
            <span class="message-meta">
              <RelativeTime at={post.createdAtMs} />
            </span>
          </header>
        )}
        {post.pinned && (
          <p class="message-mark">
            <Icon name="pin" /> {t("talk.message.pinned")}
          </p>
        )}
        {post.quotes.map((id) => (
          <QuoteBlock key={id} store={store} root={post.root} id={id} />
        ))}
        {isEdited ? (
          <MessageEdit store={store} post={post} sending={sending} people={asks.people.value} onDone={asks.endEdit} />
        ) : (
          <>
            <MessageBody html={post.html} text={post.html || !isPending ? post.text : collapse(post.text).text} language={language} files={post.files} isPending={isPending} />
            <MessageFiles post={post} />
          </>
        )}
        {post.editedAtMs > 0n && !isEdited && (
          <button type="button" class="message-edited" title={formatDateTime(post.editedAtMs)} onClick={() => asks.history(post)}>
            {t("talk.message.edited")}
          </button>
        )}
        <SendingNote store={store} post={post} sending={sending} onEdit={() => asks.edit(post)} />
        <Reactions store={store} message={post.id} />
      </div>
      {!isEdited && <MessageActions store={store} post={post} isPending={sending?.what === "post" && isPending} asks={asks} />}
    </article>
  );
}
