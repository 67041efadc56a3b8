// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { conversationPath } from "../../router/places";
import { withStore } from "../../store/current";
import { openRoot, placeToRead } from "../../store/opening";
import { nameOf, wantPeople } from "../../store/people";
import { conversation } from "../../store/threads";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { nameLine } from "../../ui/names";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { NotHere } from "./not_here";
import { Pinned } from "./pinned";
import { Talk } from "./talk";
import { useTarget, wantedMessage } from "./target";

function ConversationView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["conversation"] ?? "";
  const own = conversation(store, id).value;
  const opened = useMemo(() => openRoot(store, id, wantedMessage(params) ? 0 : placeToRead(store, id)), [store, id]);
  useEffect(() => () => opened.close(), [opened]);
  const target = useTarget(store, id, wantedMessage(params)).value;
  const others = (own?.participants ?? []).filter((person) => person !== store.me);
  void wantPeople(store, others);
  const title = nameLine(others.map((person) => nameOf(store, person).value));

  if (opened.state.value === "absent" && !own) return <NotHere what="conversation" />;
  if (!own || target === null) {
    return (
      <Page title={t("talk.conversation")} fillsHeight>
        <Skeleton lines={5} hasAvatar />
      </Page>
    );
  }
  return (
    <Page
      title={title}
      fillsHeight
      context={
        <p class="thread-context">
          <Link to="/conversations" look="quiet">
            {t("talk.toConversations")}
          </Link>
          {own.previous && (
            <Link to={conversationPath(own.previous)} look="quiet">
              {t("talk.conversation.previous")}
            </Link>
          )}
          <Pinned store={store} root={id} pathOf={(message) => conversationPath(id, message)} />
        </p>
      }
    >
      <Talk
        store={store}
        root={id}
        opened={opened}
        place={id}
        isThread={false}
        label={t("talk.messagesOf", { title })}
        writeLabel={t("talk.composer.conversation", { title })}
        language=""
        target={target.target}
        pathOf={(message) => conversationPath(id, message)}
        canWrite
        canModerate={false}
      />
    </Page>
  );
}

export default withStore(ConversationView);
