// SPDX-License-Identifier: GPL-3.0-or-later
// Two people have changed the same words. Nothing is lost and nothing is decided by the machine: each place stands
// beside the other, and what was decided is kept until it has been saved.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { keepFields, keptFields } from "../../store/kept_texts";
import { fetchText } from "../../store/page_texts";
import type { MergePart, PageChange, Save } from "../../store/page_saving";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/placeholders";
import { ConflictPlace } from "./conflict_place";
import { assembled, type Decision, type Decisions, fieldPlace, isTooLong, placesOf, resolved, undecided, wholePart } from "./deciding";

interface ConflictProps {
  readonly store: Store;
  readonly save: Save;
  readonly isBusy: boolean;
  readonly onSave: (changes: readonly PageChange[]) => void;
  // Goes on in the editor, with what was decided so far.
  readonly onWrite: (text: string) => void;
}

export function ConflictView({ store, save, isBusy, onSave, onWrite }: ConflictProps): JSX.Element | null {
  const conflict = save.reply?.conflict;
  const name = conflictKey(save);
  const decisions = useSignal<Decisions>(keptDecisions(store, name));
  const wasTried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const { parts, isUnreachable } = useParts(store, save);
  const places = useMemo(() => placesOf(parts ?? []), [parts]);
  const other = nameOf(store, conflict?.headAuthor ?? "").value ?? t("writing.somebody");
  useEffect(() => {
    if (conflict?.headAuthor) void wantPeople(store, [conflict.headAuthor]);
  }, [conflict?.headAuthor]);
  if (!conflict) return null;

  const left = undecided(conflict, places, decisions.value);
  const decide = (key: string, decision: Decision) => {
    decisions.value = new Map([...decisions.peek(), [key, decision]]);
    keepFields(store, name, Object.fromEntries(decisions.value));
  };
  const text = (): string | undefined => (parts && parts.length > 0 ? assembled(parts, decisions.peek()) : undefined);
  const finish = () => {
    wasTried.value = true;
    if (left === 0) return onSave(resolved(save.request, conflict, decisions.peek(), text()));
    form.current?.querySelector<HTMLElement>(".conflict-place:not(.conflict-decided) input")?.focus();
  };
  const isSelf = conflict.headAuthor === store.me;
  const all = [...conflict.fields.map(fieldPlace), ...places];
  return (
    <form
      ref={form}
      class="conflict"
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <p class="conflict-lead">
        {isSelf ? t("writing.conflict.self", { count: all.length }) : t("writing.conflict.lead", { name: other, count: all.length })}
      </p>
      {isUnreachable && <Banner tone="warn">{t("writing.conflict.unreachable")}</Banner>}
      {!parts && !isUnreachable && <Skeleton lines={6} />}
      {all.map((place, index) => (
        <ConflictPlace
          key={place.key}
          store={store}
          place={place}
          number={index + 1}
          count={all.length}
          other={isSelf ? t("writing.conflict.yourOther") : other}
          decision={decisions.value.get(place.key)}
          isMissing={wasTried.value && !decisions.value.has(place.key)}
          onDecide={(decision) => decide(place.key, decision)}
        />
      ))}
      <div class="writing-foot">
        <p class="writing-kept" role="status">
          {left > 0 ? t("writing.conflict.left", { count: left }) : t("writing.conflict.ready")}
        </p>
        <div class="writing-foot-buttons">
          {parts && parts.length > 0 && (
            <Button onClick={() => onWrite(text() ?? save.request.text ?? "")}>{t("writing.conflict.write")}</Button>
          )}
          <Button type="submit" tone="primary" isBusy={isBusy}>
            {isBusy ? t("writing.saving") : t("writing.conflict.save")}
          </Button>
        </div>
      </div>
    </form>
  );
}

export const conflictKey = ({ page, command }: Save): string => `conflict.${page}.${command.makes[0] ?? ""}`;

function keptDecisions(store: Store, name: string): Decisions {
  const kept = Object.entries(keptFields(store, name) ?? {}).filter(([, each]) => typeof (each as Decision | null)?.choice === "string");
  return new Map(kept as [string, Decision][]);
}

// Those that the server sent, or the whole texts where those were too long.
function useParts(store: Store, { page, request, reply }: Save): { readonly parts: readonly MergePart[] | null; readonly isUnreachable: boolean } {
  const conflict = reply?.conflict;
  const isWhole = conflict !== undefined && isTooLong(conflict);
  const fetched = useSignal<readonly MergePart[] | null>(null);
  const isUnreachable = useSignal(false);
  const { isLive } = store.status.value;
  useEffect(() => {
    if (!isWhole || fetched.peek()) return;
    Promise.all([fetchText(store, page, conflict.baseRevision), fetchText(store, page, conflict.headRevision)]).then(
      ([base, theirs]) => (fetched.value = [wholePart(base, request.text ?? base, theirs)]),
      () => (isUnreachable.value = true),
    );
  }, [isWhole, isLive]);
  if (!isWhole) return { parts: conflict?.parts ?? [], isUnreachable: false };
  return { parts: fetched.value, isUnreachable: isUnreachable.value && !fetched.value };
}
