// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";

// Absent and not to be seen look alike.
export function NotHere({ what }: { what: "thread" | "conversation" }): JSX.Element {
  return (
    <Page title={t("view.notFound.title")} lead={t("view.notFound.text")}>
      <Link to={what === "thread" ? "/communities" : "/conversations"} look="button">
        {what === "thread" ? t("talk.toCommunities") : t("talk.toConversations")}
      </Link>
    </Page>
  );
}
