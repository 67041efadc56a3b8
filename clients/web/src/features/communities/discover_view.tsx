// SPDX-License-Identifier: GPL-3.0-or-later
// All communities that one may know of, before joining any.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { myCommunities } from "../../store/communities";
import { withStore } from "../../store/current";
import { Openness } from "../../store/entities";
import { wantLastThreads } from "../../store/glimpses";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { useAnnouncedCount } from "./announced";
import { Chip } from "./chip";
import { CommunityCard } from "./community_card";
import { baseOf, byTheme, found, languagesIn } from "./discovering";
import { GrowingList } from "./growing_list";
import { useKeptFocus } from "./kept_focus";
import { useLate } from "./late";
import { known, standing, type Shown } from "./selectors";
import { languageName } from "./words";

function DiscoverView({ store }: { store: Store }): JSX.Element {
  useKeptFocus();
  const all = known(store).value;
  const { query } = location.value;
  const [text, language] = [query.get("text") ?? "", baseOf(query.get("language") ?? "")];
  const mine = new Set(myCommunities(store).value.map(({ id }) => id));
  const isMine = query.get("show") === "mine" && mine.size > 0;
  const shown = found(all, { text, language, among: isMine ? mine : undefined });
  const themes = byTheme(shown, compareText);
  const asked = `${text} ${language} ${isMine}`;
  useAnnouncedCount(asked, shown.length);
  const change = (next: { text?: string; language?: string; show?: string }) => {
    const to = new URLSearchParams();
    for (const [name, value] of Object.entries({ text, language, show: isMine ? "mine" : "", ...next })) if (value) to.set(name, value);
    const search = to.toString();
    navigate(search ? `/communities?${search}` : "/communities", { replace: true });
  };
  const isGuest = standing(store, "").value.isGuest;
  return (
    <Page
      title={t("communities.title")}
      lead={t("communities.lead")}
      actions={
        !isGuest && (
          <Link to="/communities/new" look="primary" icon="add">
            {t("communities.new")}
          </Link>
        )
      }
    >
      {all.length === 0 ? (
        <Nothing store={store} isGuest={isGuest} />
      ) : (
        <div class="stack">
          <div class="community-search" role="search">
            <TextField
              type="search"
              label={t("communities.search")}
              value={text}
              onInput={(value) => change({ text: value })}
              autocomplete="off"
              spellcheck={false}
            />
            <Select
              label={t("communities.language")}
              value={language}
              choices={[
                { value: "", label: t("communities.anyLanguage") },
                ...languagesIn(all)
                  .map((tag) => ({ value: tag, label: languageName(tag) }))
                  .sort((a, b) => compareText(a.label, b.label)),
              ]}
              onChange={(value) => change({ language: value })}
            />
          </div>
          {mine.size > 0 && mine.size < all.length && (
            <div class="chips" role="group" aria-label={t("communities.show")}>
              <Chip isChosen={!isMine} onChoose={() => change({ show: "" })}>
                {t("communities.showEvery")}
              </Chip>
              <Chip isChosen={isMine} onChoose={() => change({ show: "mine" })}>
                {t("communities.showMine")}
              </Chip>
            </div>
          )}
          {shown.length === 0 && (
            <EmptyState
              icon="search"
              title={t("communities.noneFound")}
              action={
                <Link to="/communities" look="button">
                  {t("communities.showAll")}
                </Link>
              }
            >
              {t("communities.noneFoundText")}
            </EmptyState>
          )}
          {themes.map(({ theme, communities }) => (
            <section key={theme} class="community-theme">
              <h2>{theme || (themes.length > 1 ? t("communities.noTheme") : t("communities.all"))}</h2>
              <Cards store={store} label={theme || t("communities.noTheme")} communities={communities} of={asked} />
            </section>
          ))}
        </div>
      )}
    </Page>
  );
}

interface CardsProps {
  readonly store: Store;
  readonly label: string;
  readonly communities: readonly Shown[];
  readonly of: string;
}
function Cards({ store, label, communities, of }: CardsProps): JSX.Element {
  return (
    <GrowingList
      label={label}
      of={of}
      class="community-cards"
      items={communities}
      keyOf={({ id }) => id}
      render={(community) => <Card store={store} of={community} />}
    />
  );
}

// What is asked for is asked for once a card is drawn.
function Card({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const isGlimpsed = of.openness === Openness.OPEN && !standing(store, of.id).value.isMember && store.status.value.isLive;
  useEffect(() => {
    if (isGlimpsed) wantLastThreads(store, [of.id]);
  }, [isGlimpsed, of.id]);
  return <CommunityCard store={store} of={of} />;
}

function Nothing({ store, isGuest }: { store: Store; isGuest: boolean }): JSX.Element {
  const { isLive } = store.status.value;
  const isLate = useLate(!isLive);
  if (!store.isLoaded.value || (!isLive && !isLate)) return <Skeleton lines={5} />;
  if (!isLive) {
    return (
      <EmptyState icon="offline" title={t("communities.noneHere")}>
        {t("communities.noneHereText")}
      </EmptyState>
    );
  }
  if (isGuest) {
    return (
      <EmptyState icon="communities" title={t("communities.noneForGuest")}>
        {t("communities.noneForGuestText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="communities"
      title={t("communities.none")}
      action={
        <Link to="/communities/new" look="primary" icon="add">
          {t("communities.newFirst")}
        </Link>
      }
    >
      {t("communities.noneText")}
    </EmptyState>
  );
}

export default withStore(DiscoverView);
