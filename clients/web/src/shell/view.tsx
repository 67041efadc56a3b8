// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the view of the present location: finds its route, loads its code, and then does what a browser
// does for a new page: focus, scroll position, a title.
import { computed } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { features } from "../features/registry";
import { t } from "../i18n";
import type { Route, ViewProps } from "../router/feature";
import { location } from "../router/location";
import { findRoute } from "../router/match";
import { settleScroll } from "../router/scroll";
import { afterPaint } from "../ui/after_paint";
import { Link } from "../ui/link";
import { Page } from "../ui/page";
import { Skeleton } from "../ui/placeholders";
import { ErrorBoundary } from "./error_boundary";
import { focusHeading } from "./focus";

const routes = features.flatMap((feature) => feature.routes);
export const matched = computed(() => findRoute<Route>(routes, location.value.path));

const loaded = new Map<Route, ComponentType<ViewProps>>();

// The code of the first view comes while it is found out who is there.
export function startView(): void {
  const route = matched.peek()?.route;
  if (!route) return;
  const come = (module: { readonly default: ComponentType<ViewProps> }) => {
    loaded.set(route, module.default);
    afterPaint(prepareLikely);
  };
  route.load().then(come, () => undefined);
}

// Once, when the first view stands and nothing else is to be done.
let isPreparing = false;
function prepareLikely(): void {
  if (isPreparing) return;
  isPreparing = true;
  const prepare = () => {
    for (const route of routes) {
      // One that cannot be fetched now is fetched when somebody goes there.
      if (route.isLikely) route.load().then((module) => loaded.set(route, module.default), () => undefined);
    }
  };
  if (typeof requestIdleCallback === "function") requestIdleCallback(prepare, { timeout: 5_000 });
  else setTimeout(prepare, 1_000);
}

export function View(): JSX.Element {
  const found = matched.value;
  // One view for another place is another view, with a state of its own.
  const key = found ? `${found.route.pattern} ${JSON.stringify(found.params)}` : location.value.path;
  return (
    <ErrorBoundary key={key}>
      {found ? <Loading route={found.route} params={found.params} /> : <NotFound />}
    </ErrorBoundary>
  );
}

function Loading({ route, params }: { route: Route; params: ViewProps["params"] }): JSX.Element {
  const [fault, setFault] = useState<unknown>(null);
  const [, redraw] = useState(0);
  const isHere = loaded.has(route);
  useEffect(() => {
    if (isHere) return;
    // It may have come since this was drawn.
    if (loaded.has(route)) return redraw(1);
    let isWanted = true;
    route.load().then(
      (module) => {
        loaded.set(route, module.default);
        if (isWanted) redraw(1);
        afterPaint(prepareLikely);
      },
      (thrown: unknown) => isWanted && setFault(thrown ?? new Error("load")),
    );
    return () => {
      isWanted = false;
    };
  }, [route]);
  if (fault) throw fault;
  const Shown = loaded.get(route);
  if (!Shown) return <Skeleton lines={5} />;
  return (
    <>
      <Shown params={params} />
      <Arrival />
    </>
  );
}

export function NotFound(): JSX.Element {
  return (
    <Page title={t("view.notFound.title")} lead={t("view.notFound.text")}>
      <Link to="/" look="button" icon="home">
        {t("view.notFound.home")}
      </Link>
      <Arrival />
    </Page>
  );
}

// Stands behind the view, so that its effects run once the view is in the page.
function Arrival(): null {
  const { path, by, entry } = location.value;
  const seen = useRef("");
  useLayoutEffect(() => {
    const here = `${path} ${entry}`;
    if (seen.current === here) return;
    seen.current = here;
    settleScroll();
    // On a first load the browser begins at the top of the page. What only replaces the query, such as a
    // filter, is the same entry, and leaves focus where the person is.
    return by === "load" ? undefined : focusHeading();
  }, [path, entry]);
  return null;
}
