// SPDX-License-Identifier: GPL-3.0-or-later
// A long list in a page that scrolls as a whole: it begins short and grows when its end comes near, or by
// its button. What is fetched by page is asked for when all that is here is shown.
import { type ComponentChild, Fragment, type JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../ui/button";

export interface GrowingListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  // An <li>.
  readonly render: (item: Item) => ComponentChild;
  // Another value of it is another list, which begins short again.
  readonly of: string;
  readonly class?: string;
  // Set while the server has more; called when all that is here is shown.
  readonly onMore?: (() => void) | undefined;
}

const step = 40;

export function GrowingList<Item>(props: GrowingListProps<Item>): JSX.Element {
  const { items, keyOf, render, onMore } = props;
  const [grown, setGrown] = useState({ of: props.of, count: step });
  const count = grown.of === props.of ? grown.count : step;
  const end = useRef<HTMLDivElement>(null);
  const hasMore = items.length > count || onMore !== undefined;
  const grow = () => {
    if (items.length > count) setGrown({ of: props.of, count: count + step });
    else onMore?.();
  };
  const growLater = useRef(grow);
  growLater.current = grow;
  useEffect(() => {
    if (!end.current || typeof IntersectionObserver === "undefined") return;
    const watcher = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && growLater.current(), {
      rootMargin: "600px",
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
    // Seen anew after each growth: a short list may leave the end on screen.
  }, [count, items.length, hasMore]);
  return (
    <>
      <ul class={props.class ?? "rows"} aria-label={props.label}>
        {items.slice(0, count).map((item) => (
          <Fragment key={keyOf(item)}>{render(item)}</Fragment>
        ))}
      </ul>
      {hasMore && (
        <div class="rows-more" ref={end}>
          <Button tone="quiet" onClick={grow}>
            {t("communities.showMore")}
          </Button>
        </div>
      )}
    </>
  );
}
