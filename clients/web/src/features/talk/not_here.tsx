// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";

const ways = {
  thread: { to: "/communities", words: "talk.toCommunities" },
  conversation: { to: "/conversations", words: "talk.toConversations" },
  page: { to: "/wiki", words: "wiki.showAll" },
} as const;

// Absent and not to be seen look alike.
export function NotHere({ what }: { what: "thread" | "conversation" | "page" }): JSX.Element {
  return (
    <Page title={t("view.notFound.title")} lead={t("view.notFound.text")}>
      <Link to={ways[what].to} look="button">
        {t(ways[what].words)}
      </Link>
    </Page>
  );
}
