// SPDX-License-Identifier: GPL-3.0-or-later
// A page of one's own that waits to be sent: as it was written, until the server has laid it out.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { communityPagesPath, editPagePath, wikiPath } from "../../router/places";
import type { Creation } from "../../store/page_saving";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { refusalWords } from "../../ui/refusal_words";
import { PlainText } from "./article";
import { placeName } from "./places";

export function Unsent({ store, id, creation }: { store: Store; id: string; creation: Creation }): JSX.Element {
  const { title, text, community } = creation.request;
  const edit = <Link to={editPagePath(id)}>{t("wiki.edit")}</Link>;
  return (
    <Page title={title} context={<Link to={community ? communityPagesPath(community) : wikiPath}>{placeName(store, community)}</Link>}>
      <div class="stack">
        {creation.refused ? (
          <Banner tone="danger" actions={edit}>
            {t("wiki.unsent.refused", { why: refusalWords(creation.refused) })}
          </Banner>
        ) : (
          <Banner icon="clock">{t("wiki.unsent")}</Banner>
        )}
        <div class="body article">
          <PlainText text={text} />
        </div>
      </div>
    </Page>
  );
}
