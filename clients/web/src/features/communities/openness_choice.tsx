// SPDX-License-Identifier: GPL-3.0-or-later
// Who finds, reads and joins a community, each choice with what it means.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { type PlainKey, t } from "../../i18n";
import { Openness } from "../../store/entities";
import { opennessWord } from "./words";

const choices: readonly { readonly openness: Openness; readonly text: PlainKey }[] = [
  { openness: Openness.OPEN, text: "communities.openText" },
  { openness: Openness.ON_REQUEST, text: "communities.onRequestText" },
  { openness: Openness.PRIVATE, text: "communities.privateText" },
];
export const opennessText = (openness: Openness): PlainKey =>
  choices.find((choice) => choice.openness === openness)?.text ?? "communities.openText";

export interface OpennessChoiceProps {
  readonly value: Openness;
  readonly onChange: (openness: Openness) => void;
  // What the choice would change, said before it is saved.
  readonly warning?: string | undefined;
}

export function OpennessChoice({ value, onChange, warning }: OpennessChoiceProps): JSX.Element {
  const id = useId();
  return (
    <fieldset class="openness">
      <legend class="field-label">{t("communities.openness")}</legend>
      {choices.map(({ openness, text }) => (
        <div key={openness} class="openness-choice">
          <input
            id={`${id}-${openness}`}
            type="radio"
            name={id}
            class="openness-radio"
            checked={openness === value}
            aria-describedby={`${id}-${openness}-text`}
            onChange={() => onChange(openness)}
          />
          <span class="check-words">
            <label for={`${id}-${openness}`}>{t(opennessWord(openness).word)}</label>
            <span id={`${id}-${openness}-text`} class="field-hint">
              {t(text)}
            </span>
          </span>
        </div>
      ))}
      <div role="status" class="openness-warning">
        {warning}
      </div>
    </fieldset>
  );
}

// What changes for people when the openness does.
export function opennessWarning(from: Openness, to: Openness): PlainKey | undefined {
  if (from === to) return undefined;
  if (to === Openness.OPEN) return "communities.warn.open";
  if (to === Openness.PRIVATE) return from === Openness.OPEN ? "communities.warn.openToPrivate" : "communities.warn.private";
  return from === Openness.OPEN ? "communities.warn.openToRequest" : "communities.warn.privateToRequest";
}
