// SPDX-License-Identifier: GPL-3.0-or-later
// Where a page comes from: who wrote in it, what it grew out of, what it was begun from, its tags.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { language, t } from "../../i18n";
import { pageHistoryPath, threadPath } from "../../router/places";
import { type PageSource, pageSources, wantSources } from "../../store/page_sources";
import { templates, wantTemplates } from "../../store/page_templates";
import type { PageView } from "../../store/page_views";
import type { Page } from "../../store/pages";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Part } from "./below";
import { PersonLink } from "./person_link";
import { TagLink } from "./tag_link";

const peopleMax = 12;

export function Facts({ store, page, view }: { store: Store; page: Page; view: PageView }): JSX.Element {
  const { isLive } = store.status.value;
  const people = view.contributors.slice(0, peopleMax);
  const more = view.contributors.length - people.length;
  const sources = pageSources(store, page.sources).value;
  const inMyLanguage = language.value;
  const known = templates(store, inMyLanguage).value;
  const templateTitle = known.find(({ name }) => name === page.templateName)?.title;
  useEffect(() => {
    if (isLive && page.templateName && known.length === 0) void wantTemplates(store, inMyLanguage);
  }, [page.templateName, inMyLanguage, isLive]);
  useEffect(() => void wantPeople(store, people), [people.join()]);
  useEffect(() => {
    if (isLive) void wantSources(store, page.sources);
  }, [page.sources.join(), isLive]);
  return (
    <>
      {sources.length > 0 && (
        <Part title={t("wiki.sources")}>
          <ul class="reading-list">
            {sources.map((source) => (
              <li key={source.id}>
                <Source of={source} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {page.tags.length > 0 && (
        <Part title={t("wiki.tags")}>
          <ul class="tag-list">
            {page.tags.map((tag) => (
              <li key={tag}>
                <TagLink tag={tag} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t("wiki.about")}>
        {people.length > 0 && (
          <p class="reading-people">
            <span>{t("wiki.contributors")}</span>
            {people.map((id) => (
              <PersonLink key={id} store={store} id={id} />
            ))}
            {more > 0 && <span>{t("wiki.contributorsMore", { count: more })}</span>}
          </p>
        )}
        {page.templateName && <p class="reading-quiet">{t("wiki.fromTemplate", { name: templateTitle ?? page.templateName })}</p>}
        <p>
          <Link to={pageHistoryPath(page.id)} look="quiet" icon="history">
            {t("wiki.history")}
          </Link>
        </p>
      </Part>
    </>
  );
}

function Source({ of: { thread, message, title } }: { of: PageSource }): JSX.Element {
  return <a href={threadPath(thread, message)}>{message ? t("wiki.source.message", { title }) : title || t("wiki.source.thread")}</a>;
}
