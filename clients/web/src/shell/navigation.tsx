// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to the features: a sidebar where there is room, a bar at the bottom on a phone. Both come from
// the registry, and only one of the two is ever in the page's accessibility tree.
import { computed } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { features } from "../features/registry";
import { t } from "../i18n";
import type { Feature, NavEntry } from "../router/feature";
import { location } from "../router/location";
import { Badge } from "../ui/badge";
import { IconButton } from "../ui/button";
import { classNames } from "../ui/class_names";
import { Icon } from "../ui/icon";
import { isWithin } from "../ui/link";
import { isHelpOpen, isLookOpen, isMoreOpen } from "./open";

const entries = computed(() =>
  features
    .flatMap((feature) => (feature.nav ? [feature.nav] : []))
    .filter((entry) => entry.isShown?.value ?? true)
    .sort((a, b) => a.order - b.order),
);
const onBar = computed(() => entries.value.filter((entry) => entry.isOnBottomBar).slice(0, 5));

export function Sidebar(): JSX.Element {
  return (
    <div class="sidebar">
      <a class="brand" href="/">
        <Icon name="cup" />
        <span>{t("app.name")}</span>
      </a>
      <nav aria-label={t("nav.label")}>
        <NavList of={entries.value} />
      </nav>
      {sections.map((section) => (
        <Section key={section.order} load={section.load} />
      ))}
      <div class="sidebar-foot">
        <IconButton icon="look" label={t("look.label")} onClick={() => (isLookOpen.value = true)} />
        <IconButton icon="keyboard" label={t("shortcuts.title")} onClick={() => (isHelpOpen.value = true)} />
      </div>
    </div>
  );
}

export function BottomBar(): JSX.Element {
  return (
    <nav class="bottom-bar" aria-label={t("nav.label")}>
      <ul>
        {onBar.value.map((entry) => (
          <li key={entry.to}>
            <NavLink entry={entry} look="bar" />
          </li>
        ))}
        <li>
          <button
            type="button"
            class="bar-link"
            aria-haspopup="dialog"
            aria-expanded={isMoreOpen.value}
            onClick={() => (isMoreOpen.value = true)}
          >
            <Icon name="more" />
            <span>{t("nav.more")}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}

export function NavList({ of }: { of: readonly NavEntry[] }): JSX.Element {
  return (
    <ul class="nav-list">
      {of.map((entry) => (
        <li key={entry.to}>
          <NavLink entry={entry} look="nav" />
        </li>
      ))}
    </ul>
  );
}

// What has no place on the bottom bar.
export const entriesBehindMore = computed(() => entries.value.filter((entry) => !onBar.value.includes(entry)));

function NavLink({ entry, look }: { entry: NavEntry; look: "nav" | "bar" }): JSX.Element {
  const count = entry.count?.value ?? 0;
  const { path } = location.value;
  const isHere = [entry.to, ...(entry.alsoAt ?? [])].some((to) => isWithin(path, to));
  return (
    <a href={entry.to} class={`${look}-link`} aria-current={isHere ? "page" : undefined}>
      <Icon name={entry.icon} />
      <span class={classNames(`${look}-label`)}>{t(entry.label)}</span>
      {entry.keys && look === "nav" && <kbd aria-hidden="true">{entry.keys}</kbd>}
      {count > 0 && <Badge count={count} label={t("nav.unread", { count })} />}
    </a>
  );
}

const sections = features
  .flatMap((feature) => (feature.sidebar ? [feature.sidebar] : []))
  .sort((a, b) => a.order - b.order);

type SectionLoad = NonNullable<Feature["sidebar"]>["load"];

export function Section({ load }: { load: SectionLoad }): JSX.Element | null {
  const [Shown, setShown] = useState<{ view: ComponentType<object> } | null>(null);
  useEffect(() => {
    let isWanted = true;
    // What cannot be fetched now leaves its place empty; the view itself says what is wrong.
    load().then(
      (module) => isWanted && setShown({ view: module.default }),
      (thrown: unknown) => console.warn(thrown),
    );
    return () => {
      isWanted = false;
    };
  }, [load]);
  return Shown && <Shown.view />;
}
