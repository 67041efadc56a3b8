// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts as one, with what is gone and what is new marked: by colour, by a line and for ears.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { wordsApart } from "./words_apart";

export function Apart({ before, after }: { before: string; after: string }): JSX.Element {
  const stretches = useMemo(() => wordsApart(before, after), [before, after]);
  return (
    <>
      {stretches.map(({ is, text }, index) =>
        is === "same" ? (
          text
        ) : is === "gone" ? (
          <del key={index}>
            <span class="unseen">{t("writing.gone")} </span>
            {text}
          </del>
        ) : (
          <ins key={index}>
            <span class="unseen">{t("writing.new")} </span>
            {text}
          </ins>
        ),
      )}
    </>
  );
}

const paragraphsAround = 1;

// Of a whole page only the paragraphs in which something changed, with one around them.
export function ApartPage({ before, after }: { before: string; after: string }): JSX.Element {
  const lines = useMemo(() => changedLines(before, after), [before, after]);
  if (lines.length === 0) return <p>{t("writing.apart.none")}</p>;
  return (
    <div class="writing-apart" tabIndex={0} role="group" aria-label={t("writing.apart")}>
      {lines.map(({ key, parts, isSkipped }) =>
        isSkipped ? (
          <p key={key} class="writing-apart-skipped">
            …
          </p>
        ) : (
          <p key={key}>
            {parts.map(({ is, text }, index) => (is === "gone" ? <del key={index}>{text}</del> : is === "new" ? <ins key={index}>{text}</ins> : text))}
          </p>
        ),
      )}
    </div>
  );
}

interface Line {
  readonly key: string;
  readonly parts: readonly { readonly is: "same" | "gone" | "new"; readonly text: string }[];
  readonly isSkipped: boolean;
}

function changedLines(before: string, after: string): readonly Line[] {
  const lines: { is: "same" | "gone" | "new"; text: string }[][] = [[]];
  for (const { is, text } of wordsApart(before, after)) {
    text.split("\n").forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece) lines[lines.length - 1]!.push({ is, text: piece });
    });
  }
  const isChanged = lines.map((parts) => parts.some(({ is }) => is !== "same"));
  const shown = lines.filter((parts) => parts.length > 0);
  const out: Line[] = [];
  shown.forEach((parts, index) => {
    const at = lines.indexOf(parts);
    const near = shown.slice(Math.max(0, index - paragraphsAround), index + paragraphsAround + 1);
    const isShown = isChanged[at] || near.some((other) => other.some(({ is }) => is !== "same"));
    if (isShown) out.push({ key: `${at}`, parts, isSkipped: false });
    else if (out[out.length - 1]?.isSkipped !== true) out.push({ key: `${at}`, parts: [], isSkipped: true });
  });
  return out.some(({ isSkipped }) => !isSkipped) ? out : [];
}
