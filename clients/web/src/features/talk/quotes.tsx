// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that a message answers: above its text, and above the field while it is written.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { excerptOf } from "../../store/excerpt";
import { message } from "../../store/messages";
import { page } from "../../store/pages";
import { nameOf } from "../../store/people";
import { findMessage, type Message } from "../../store/posts";
import { thread } from "../../store/threads";
import type { Store } from "../../store/store";
import { conversationPath, pageTalkPath, threadPath } from "../../router/places";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";

interface QuoteProps {
  readonly store: Store;
  readonly root: string;
  readonly id: string;
}

function useQuoted({ store, root, id }: QuoteProps): Message | undefined {
  const held = message(store, root, id).value;
  useEffect(() => {
    if (!held) void findMessage(store, id, root);
  }, [id, held === undefined]);
  return held;
}

const wordsOf = (post: Message | undefined): string =>
  !post ? t("talk.quote.elsewhere") : post.deleted ? t("talk.message.deleted") : excerptOf(post.text, 140);

// Quotes of what stands elsewhere, or is not to be seen, say no more than that.
export function QuoteBlock(props: QuoteProps): JSX.Element {
  const post = useQuoted(props);
  const { store, root, id } = props;
  const name = nameOr(post && nameOf(store, post.author).value);
  const path = thread(store, root).value ? threadPath(root, id) : page(store, root).value ? pageTalkPath(root, id) : conversationPath(root, id);
  return (
    <a class="quote" href={path}>
      <Icon name="reply" />
      <span class="quote-words">
        {post && <strong>{name}</strong>} {wordsOf(post)}
      </span>
    </a>
  );
}

interface ChipsProps {
  readonly store: Store;
  readonly root: string;
  readonly ids: readonly string[];
  readonly onRemove: (id: string) => void;
}

export function QuoteChips({ store, root, ids, onRemove }: ChipsProps): JSX.Element | null {
  if (ids.length === 0) return null;
  return (
    <ul class="quote-chips" aria-label={t("talk.quote.list")}>
      {ids.map((id) => (
        <Chip key={id} store={store} root={root} id={id} onRemove={() => onRemove(id)} />
      ))}
    </ul>
  );
}

function Chip({ onRemove, ...props }: QuoteProps & { onRemove: () => void }): JSX.Element {
  const post = useQuoted(props);
  const name = nameOr(post && nameOf(props.store, post.author).value);
  return (
    <li class="quote-chip">
      <Icon name="reply" />
      <span class="quote-words">
        <strong>{name}</strong> {wordsOf(post)}
      </span>
      <IconButton icon="close" label={t("talk.quote.remove", { name })} onClick={onRemove} />
    </li>
  );
}
