// SPDX-License-Identifier: GPL-3.0-or-later
// What a page is a translation of, and what it has been translated into.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../i18n";
import { pageComparePath, pagePath, writePath } from "../../router/places";
import type { PageTranslation, PageView } from "../../store/page_views";
import type { Page } from "../../store/pages";
import { Banner } from "../../ui/banner";
import { Link } from "../../ui/link";
import { plainName, tongueName } from "../../ui/tongues";

// A translation that its original has left behind says so, above the text.
export function Behind({ view, page }: { view: PageView; page: Page }): JSX.Element | null {
  const original = view.original;
  if (!original?.page || !original.isBehind) return null;
  const { id, revision } = original.page;
  const from = page.translatedRevision;
  return (
    <Banner icon="info">
      <p>{t("wiki.behind.text")}</p>
      <p class="reading-leads">
        {from > 0n && from < revision && <Link to={pageComparePath(id, from, revision)}>{t("wiki.behind.compare")}</Link>}
        <Link to={pagePath(id)}>{t("wiki.behind.original")}</Link>
      </p>
    </Banner>
  );
}

export function Languages({ view, page, canWrite }: { view: PageView; page: Page; canWrite: boolean }): JSX.Element | null {
  const id = useId();
  const others = [...(view.original ? [{ ...view.original, isBehind: false }] : []), ...view.translations].filter((other) => other.page);
  if (others.length === 0 && !page.language) return null;
  return (
    <section class="reading-part" aria-labelledby={id}>
      <h2 id={id} class="reading-label">
        {others.length > 0 || !page.language ? t("wiki.translations") : t("wiki.language", { language: plainName(page.language) })}
      </h2>
      <ul class="reading-list">
        {others.map((other) => (
          <Translation key={other.page?.id} of={other} />
        ))}
        {canWrite && page.language && !page.translationOf && (
          <li>
            <Link to={writePath({ community: page.community, parent: page.parent, translationOf: page.id })} look="quiet">
              {t("wiki.translate")}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function Translation({ of }: { of: Pick<PageTranslation, "page" | "isBehind"> }): JSX.Element | null {
  const { page } = of;
  if (!page) return null;
  return (
    <li>
      <a href={pagePath(page.id)} lang={page.language || undefined} hreflang={page.language || undefined}>
        {page.title}
      </a>
      <span class="reading-quiet">
        {[page.language && tongueName(page.language), of.isBehind && t("wiki.translationBehind")].filter(Boolean).join(", ")}
      </span>
    </li>
  );
}
