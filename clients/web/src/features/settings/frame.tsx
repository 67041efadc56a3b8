// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of the settings share: their heading, the ways between them, and sections with a heading
// each.
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { t, type PlainKey } from "../../i18n";
import { location } from "../../router/location";
import { Role } from "../../store/entities";
import { me } from "../../store/people";
import { caresForSearch } from "../../store/search_care";
import type { Store } from "../../store/store";
import { Page } from "../../ui/page";

const pages = [
  { to: "/settings", label: "settings.page.self" },
  { to: "/settings/account", label: "settings.page.account" },
  { to: "/settings/invitations", label: "settings.page.invitations", isForAdmins: true },
  { to: "/search/care", label: "search.care.title", isForCarers: true },
] as const;

export interface FrameProps {
  readonly store: Store;
  readonly lead: PlainKey;
  readonly children: ComponentChildren;
}

export function Frame({ store, lead, children }: FrameProps): JSX.Element {
  const isAdmin = me(store).value?.role === Role.ADMIN;
  const isCarer = caresForSearch(store).value;
  return (
    <Page title={t("settings.title")} lead={t(lead)}>
      <nav class="settings-pages" aria-label={t("settings.pages")}>
        <ul>
          {pages
            .filter((page) => (isAdmin || !("isForAdmins" in page)) && (isCarer || !("isForCarers" in page)))
            .map(({ to, label }) => (
              <li key={to}>
                <a href={to} aria-current={location.value.path === to ? "page" : undefined}>
                  {t(label)}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <div class="settings">{children}</div>
    </Page>
  );
}

export interface SectionProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly children: ComponentChildren;
}

export function Section({ title, lead, children }: SectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="settings-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p class="settings-lead">{lead}</p>}
      {children}
    </section>
  );
}
