// SPDX-License-Identifier: GPL-3.0-or-later
// One version of a page in its history.
import type { JSX } from "preact";
import { formatDateTime, t } from "../../i18n";
import { navigate } from "../../router/location";
import { pageComparePath, pageRevisionPath } from "../../router/places";
import { type Revision, RevisionSource } from "../../store/page_history";
import type { Store } from "../../store/store";
import { formatBytes } from "../../ui/files/shown_file";
import { Link } from "../../ui/link";
import { Menu, type MenuItem } from "../../ui/menu";
import { RelativeTime } from "../../ui/relative_time";
import { Who } from "./frame";
import { bringBack } from "./restoring";

interface RowProps {
  readonly store: Store;
  readonly revision: Revision;
  // The one before it, once it has come.
  readonly before: Revision | undefined;
  readonly newest: bigint;
  readonly isChosen: boolean;
  readonly mayRestore: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

export function RevisionRow({ store, revision, before, newest, isChosen, mayRestore, onChoose }: RowProps): JSX.Element {
  const { page, number, author, createdAtMs, summary } = revision;
  const isNewest = number === newest;
  const name = t("history.version", { number: Number(number) });
  const items: MenuItem[] = [
    { id: "read", label: t("history.read"), icon: "page", onSelect: () => navigate(pageRevisionPath(page, number)) },
    ...(number > 1n ? [{ id: "changes", label: t("history.changes"), icon: "history", onSelect: () => navigate(pageComparePath(page, number - 1n, number)) } as const] : []),
    ...(isNewest ? [] : [{ id: "since", label: t("history.since"), icon: "clock", onSelect: () => navigate(pageComparePath(page, number)) } as const]),
    ...(mayRestore && !isNewest ? [{ id: "restore", label: t("history.restore"), icon: "reply", beginsGroup: true, onSelect: () => void bringBack(page, number, newest) } as const] : []),
  ];
  return (
    <li class="history-row">
      <label class="history-choice">
        <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
        <span class="unseen">{t("history.choose", { version: name, when: formatDateTime(createdAtMs) })}</span>
      </label>
      <div class="history-words">
        <p class="history-name">
          <Link to={number > 1n ? pageComparePath(page, number - 1n, number) : pageRevisionPath(page, number)}>{summary || name}</Link>
          {isNewest && <span class="history-mark">{t("history.newest")}</span>}
        </p>
        <p class="history-meta">
          {summary && <span>{name}</span>}
          <Who store={store} id={author} />
          <RelativeTime at={createdAtMs} />
          {[sizeWords(revision, before), ...marksOf(revision)].filter(Boolean).map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </p>
      </div>
      <Menu label={t("history.menu", { version: name })} icon="more" items={items} />
    </li>
  );
}

function sizeWords({ number, textBytes }: Revision, before: Revision | undefined): string {
  const more = Number(textBytes) - Number(before?.textBytes ?? 0n);
  if (!before || before.number !== number - 1n) return formatBytes(Number(textBytes));
  if (more === 0) return "";
  return more > 0 ? t("history.size.more", { size: formatBytes(more) }) : t("history.size.less", { size: formatBytes(-more) });
}

function marksOf({ source, minor, restoredFrom, parents }: Revision): string[] {
  const with_ = parents[1];
  return [
    minor && t("history.minor"),
    source === RevisionSource.MERGE && (with_ ? t("history.mergedWith", { number: Number(with_) }) : t("history.merged")),
    source === RevisionSource.IMPORT && t("history.imported"),
    source === RevisionSource.API && t("history.byProgram"),
    restoredFrom > 0n && t("history.restoredFrom", { number: Number(restoredFrom) }),
  ].filter((mark): mark is string => Boolean(mark));
}
