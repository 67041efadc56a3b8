// SPDX-License-Identifier: GPL-3.0-or-later
// Two versions of a page as one text with what is gone and what is new marked, or side by side. Each change can take
// focus, so that going from one to the next is heard as well as seen.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { ChangedRow, CompareRow, Stretch } from "./compare_rows";

interface ComparisonProps {
  readonly rows: readonly CompareRow[];
  readonly language: string;
  readonly names: { readonly before: string; readonly after: string };
}

// The first row of a change, by its number.
export const changeId = (change: number): string => `change-${change}`;

export function OneText({ rows, language }: ComparisonProps): JSX.Element {
  return (
    <div class="compare" lang={language || undefined} dir="auto">
      {rows.map((row, index) =>
        row.is === "gap" ? (
          <Gap key={index} />
        ) : row.is === "same" ? (
          <p key={index} class="compare-line">
            {row.text || "\u00a0"}
          </p>
        ) : row.both ? (
          <p key={index} class="compare-line compare-changed" {...landing(row)}>
            <Words of={row.both} />
          </p>
        ) : (
          <p key={index} class={`compare-line ${row.before ? "compare-gone" : "compare-new"}`} {...landing(row)}>
            <WholeLine of={row.before ?? row.after ?? []} isGone={row.before !== null} />
          </p>
        ),
      )}
    </div>
  );
}

export function SideBySide({ rows, language, names }: ComparisonProps): JSX.Element {
  return (
    <table class="compare compare-sides" lang={language || undefined}>
      <thead>
        <tr>
          <th scope="col">{names.before}</th>
          <th scope="col">{names.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) =>
          row.is === "gap" ? (
            <tr key={index}>
              <td colSpan={2}>
                <Gap />
              </td>
            </tr>
          ) : row.is === "same" ? (
            <tr key={index}>
              <td dir="auto">{row.text || "\u00a0"}</td>
              <td dir="auto">{row.text || "\u00a0"}</td>
            </tr>
          ) : (
            <tr key={index} {...landing(row)}>
              <Side of={row.before} isGone isPart={row.both !== null} />
              <Side of={row.after} isGone={false} isPart={row.both !== null} />
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Side({ of, isGone, isPart }: { of: readonly Stretch[] | null; isGone: boolean; isPart: boolean }): JSX.Element {
  if (!of) return <td class="compare-nothing" />;
  return (
    <td dir="auto" class={isGone ? "compare-gone" : "compare-new"}>
      {isPart ? <Words of={of} /> : <WholeLine of={of} isGone={isGone} />}
    </td>
  );
}

const landing = ({ change, beginsChange }: ChangedRow) => (beginsChange ? { "data-change": changeId(change), tabIndex: -1 } : {});

function Words({ of }: { of: readonly Stretch[] }): JSX.Element {
  return (
    <>
      {of.map(({ is, text }, index) =>
        is === "same" ? (
          text
        ) : is === "gone" ? (
          <del key={index}>
            <span class="unseen">{t("history.gone")} </span>
            {text}
            <span class="unseen"> {t("history.endOfChange")}</span>
          </del>
        ) : (
          <ins key={index}>
            <span class="unseen">{t("history.new")} </span>
            {text}
            <span class="unseen"> {t("history.endOfChange")}</span>
          </ins>
        ),
      )}
    </>
  );
}

function WholeLine({ of, isGone }: { of: readonly Stretch[]; isGone: boolean }): JSX.Element {
  const text = of.map((stretch) => stretch.text).join("");
  // An empty line has nothing that could be marked but its edge.
  if (!text.trim()) return <>{"\u00a0"}</>;
  const label = <span class="unseen">{isGone ? t("history.lineGone") : t("history.lineNew")} </span>;
  return isGone ? (
    <del>
      {label}
      {text}
    </del>
  ) : (
    <ins>
      {label}
      {text}
    </ins>
  );
}

function Gap(): JSX.Element {
  return (
    <span class="compare-gap">
      <span aria-hidden="true">⋯</span>
      <span class="unseen">{t("history.gap")}</span>
    </span>
  );
}
