// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { listings, myCommunities } from "../../store/communities";
import { Role } from "../../store/entities";
import { createInvitation } from "../../store/invitations";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { focusFault } from "../../ui/faults";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { endOf, lifetimes } from "./lifetimes";
import { roleWords } from "./roles";

const communitiesMax = 20;
const usesMax = 1000;

export interface InvitationFormProps {
  readonly store: Store;
  readonly onMade: (link: string) => void;
  readonly onClose: () => void;
}

export function InvitationForm({ store, onMade, onClose }: InvitationFormProps): JSX.Element {
  const id = useId();
  const [role, setRole] = useState<Role>(Role.MEMBER);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState("7");
  const [uses, setUses] = useState("1");
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useAttempt();
  const names = new Map([
    ...listings(store).value.filter(({ archived }) => !archived).map(({ community, name }) => [community, name] as const),
    ...myCommunities(store).value.filter(({ archived }) => !archived).map((each) => [each.id, each.name] as const),
  ]);
  const count = /^\d+$/.test(uses.trim()) ? Number(uses) : 0;
  const isCountOdd = count < 1 || count > usesMax;
  const isGuestNowhere = role === Role.GUEST && chosen.length === 0;
  const isTooMany = chosen.length > communitiesMax;
  return (
    <form
      class="stack settings-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        focusFault(event.currentTarget);
        if (isCountOdd || isGuestNowhere || isTooMany) return;
        const expiresAtMs = endOf(Number(days), Date.now());
        void attempt.run(async () => onMade(await createInvitation({ role, communities: chosen, expiresAtMs, uses: count })));
      }}
    >
      <Trouble of={attempt} />
      <Select
        label={t("settings.invitations.role")}
        hint={role === Role.GUEST ? t("settings.role.guestHint") : role === Role.ADMIN ? t("settings.role.adminHint") : undefined}
        value={String(role)}
        choices={[Role.MEMBER, Role.GUEST, Role.ADMIN].map((value) => ({ value: String(value), label: t(roleWords[value]) }))}
        onChange={(value) => setRole(Number(value))}
      />
      <fieldset class="settings-choices" aria-describedby={`${id}-hint`}>
        <legend>{t("settings.invitations.communities")}</legend>
        <p class="settings-lead" id={`${id}-hint`}>
          {t("settings.invitations.communitiesHint")}
        </p>
        {[...names]
          .sort(([, a], [, b]) => compareText(a, b))
          .map(([community, name]) => (
            <Checkbox
              key={community}
              label={name}
              isChecked={chosen.includes(community)}
              onChange={(isOn) => setChosen(isOn ? [...chosen, community] : chosen.filter((other) => other !== community))}
            />
          ))}
        {isChecked && isGuestNowhere && <p class="field-error">{t("settings.invitations.guestNowhere")}</p>}
        {isTooMany && <p class="field-error">{t("settings.invitations.tooMany", { max: communitiesMax })}</p>}
      </fieldset>
      <Select
        label={t("settings.invitations.lifetime")}
        value={days}
        choices={lifetimes.map((each) => ({ value: String(each), label: t("settings.days", { count: each }) }))}
        onChange={setDays}
      />
      <TextField
        label={t("settings.invitations.uses")}
        hint={t("settings.invitations.usesHint")}
        inputMode="numeric"
        autocomplete="off"
        value={uses}
        onInput={setUses}
        error={isChecked && isCountOdd ? t("settings.invitations.usesOdd", { max: usesMax }) : undefined}
      />
      <div class="settings-foot">
        <Button type="submit" tone="primary" isBusy={attempt.isBusy}>
          {t("settings.invitations.create")}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t("settings.cancel")}
        </Button>
      </div>
    </form>
  );
}
