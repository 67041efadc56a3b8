// SPDX-License-Identifier: GPL-3.0-or-later
// One place of a conflict: what it was, both ways it has been changed, and what is to stand there.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { type PlainKey, t } from "../../i18n";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { classNames } from "../../ui/class_names";
import { Icon } from "../../ui/icon";
import { TextArea } from "../../ui/text_field";
import { tongueName } from "../../ui/tongues";
import { Apart } from "./apart";
import { bothOf, type Choice, decided, type Decision, type Place } from "./deciding";

interface PlaceProps {
  readonly store: Store;
  readonly place: Place;
  readonly number: number;
  readonly count: number;
  // Who wrote the other side.
  readonly other: string;
  readonly decision: Decision | undefined;
  readonly isMissing: boolean;
  readonly onDecide: (decision: Decision) => void;
}

const fieldNames: Readonly<Record<string, PlainKey>> = { title: "writing.title", language: "writing.language", owner: "writing.owner" };

export function ConflictPlace({ store, place, number, count, other, decision, isMissing, onDecide }: PlaceProps): JSX.Element {
  const id = useId();
  const { key, base, yours, theirs } = place;
  const field = fieldNames[key];
  const said = (value: string): string => (field ? fieldWords(store, key, value) : value);
  const side = (choice: Choice, label: string, text: string): JSX.Element => (
    <label class={classNames("conflict-side", decision?.choice === choice && "conflict-chosen")}>
      <span class="conflict-choice">
        <input type="radio" name={id} checked={decision?.choice === choice} onChange={() => onDecide({ choice })} />
        {label}
      </span>
      <span class="conflict-text">
        {text === "" ? <em>{t("writing.conflict.nothing")}</em> : <Apart before={said(base)} after={said(text)} />}
      </span>
    </label>
  );
  const plain = (choice: Choice, label: string): JSX.Element => (
    <label class="conflict-plain">
      <input
        type="radio"
        name={id}
        checked={decision?.choice === choice}
        onChange={() => onDecide(choice === "own" ? { choice, own: decided(place, decision) } : { choice })}
      />
      {label}
    </label>
  );
  const title = field ? t(field) : t("writing.conflict.place", { number, count });
  return (
    <fieldset class={classNames("conflict-place", decision && "conflict-decided")} aria-describedby={isMissing ? `${id}-missing` : undefined}>
      <legend class="conflict-title">{title}</legend>
      {(place.lead || place.trail) && (
        <p class="conflict-around">
          {place.lead}
          <span class="conflict-gap">{base || "…"}</span>
          {place.trail}
        </p>
      )}
      <div class="conflict-sides">
        {side("yours", t("writing.conflict.yours"), yours)}
        {side("theirs", t("writing.conflict.theirs", { name: other }), theirs)}
      </div>
      <div class="conflict-others">
        {!field && yours !== "" && theirs !== "" && plain("both", t("writing.conflict.both"))}
        {plain("base", t("writing.conflict.base"))}
        {(!field || key === "title") && plain("own", t("writing.conflict.own"))}
      </div>
      {decision?.choice === "both" && <p class="conflict-result">{bothOf(place)}</p>}
      {decision?.choice === "own" && (
        <TextArea label={t("writing.conflict.ownLabel")} value={decision.own ?? ""} rows={2} onInput={(own) => onDecide({ choice: "own", own })} />
      )}
      {isMissing && (
        <p class="field-error" id={`${id}-missing`} role="alert">
          <Icon name="warning" /> {t("writing.conflict.missing")}
        </p>
      )}
    </fieldset>
  );
}

function fieldWords(store: Store, field: string, value: string): string {
  if (value === "") return "";
  if (field === "language") return tongueName(value);
  return field === "owner" ? (nameOf(store, value).value ?? t("writing.owner.somebody")) : value;
}
