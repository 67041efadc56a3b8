// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t, tRich } from "../../i18n";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { Tabs } from "../../ui/tabs";
import { people } from "./people";

const began = Date.now() - 5 * 60_000;

export function Pieces(): JSX.Element {
  const tab = useSignal("threads");
  return (
    <div class="stack">
      <div class="gallery-row">
        {people.map((name) => (
          <Avatar key={name} id={name} name={name} isAlone />
        ))}
        <Avatar id="large" name={people[0]} size="large" isAlone />
        <Avatar id="small" name={people[1]} size="small" isAlone />
        <Badge count={3} label={t("nav.unread", { count: 3 })} />
        <Badge count={1200} label={t("nav.unread", { count: 1200 })} tone="quiet" />
        <span class="gallery-meta">{tRich("gallery.minutesAgo", { time: <RelativeTime at={began} /> })}</span>
      </div>
      {(["info", "good", "warn", "danger"] as const).map((tone) => (
        <Banner key={tone} tone={tone} {...(tone === "info" ? { onDismiss: () => undefined } : {})}>
          {t(`gallery.banner.${tone}`)}
        </Banner>
      ))}
      <Tabs
        label={t("gallery.tabs")}
        chosen={tab.value}
        onChoose={(id) => (tab.value = id)}
        tabs={[
          { id: "threads", label: t("gallery.tabs.threads"), count: 4 },
          { id: "about", label: t("gallery.tabs.about") },
          { id: "members", label: t("gallery.tabs.members"), count: 31 },
        ]}
      >
        {tab.value === "threads" ? (
          <EmptyState
            icon="question"
            title={t("gallery.empty.title")}
            action={<Button tone="primary">{t("gallery.empty.action")}</Button>}
          >
            {t("gallery.empty.text")}
          </EmptyState>
        ) : (
          <Skeleton hasAvatar />
        )}
      </Tabs>
    </div>
  );
}
