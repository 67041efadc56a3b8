// SPDX-License-Identifier: GPL-3.0-or-later
// The table of contents: beside the text on a desk, with the heading marked that is being read; above it,
// closed at first, on a phone.
import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { PageHeading } from "../../store/page_views";
import { classNames } from "../../ui/class_names";
import { Icon } from "../../ui/icon";
import { jump } from "./article";

// One heading alone needs no table.
export const isWorthOutline = (outline: readonly PageHeading[]): boolean => outline.length > 1;

// Deeper ones are found by reading.
const levelMax = 4;

export function OutlineBeside({ outline }: { outline: readonly PageHeading[] }): JSX.Element {
  const id = useId();
  const current = useCurrentHeading(outline);
  return (
    <nav class="outline outline-beside" aria-labelledby={id}>
      <h2 id={id} class="reading-label">
        {t("wiki.contents")}
      </h2>
      <OutlineList outline={outline} current={current} />
    </nav>
  );
}

export function OutlineAbove({ outline }: { outline: readonly PageHeading[] }): JSX.Element {
  return (
    <nav class="outline-above" aria-label={t("wiki.contents")}>
      <details>
        <summary>
          <Icon name="chevronEnd" />
          {t("wiki.contents")}
        </summary>
        <OutlineList outline={outline} current="" />
      </details>
    </nav>
  );
}

function OutlineList({ outline, current }: { outline: readonly PageHeading[]; current: string }): JSX.Element {
  return (
    <ul class="outline-list" onClick={jump}>
      {outline
        .filter(({ level }) => level <= levelMax)
        .map(({ anchor, text, level }) => (
          <li key={anchor} class={classNames(`outline-${level}`)}>
            <a href={`#${encodeURIComponent(anchor)}`} aria-current={anchor === current ? "true" : undefined}>
              {text}
            </a>
          </li>
        ))}
    </ul>
  );
}

// The last heading that has gone by the upper third of the screen.
function useCurrentHeading(outline: readonly PageHeading[]): string {
  const [current, setCurrent] = useState("");
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const line = window.innerHeight / 3;
      let found = "";
      for (const { anchor } of outline) {
        const top = document.getElementById(anchor)?.getBoundingClientRect().top;
        if (top !== undefined && top > line) break;
        if (top !== undefined) found = anchor;
      }
      setCurrent(found);
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    later();
    document.addEventListener("scroll", later, { capture: true, passive: true });
    window.addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("scroll", later, { capture: true });
      window.removeEventListener("resize", later);
    };
  }, [outline]);
  return current;
}
