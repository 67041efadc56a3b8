// SPDX-License-Identifier: GPL-3.0-or-later
// The devices one is signed in on. What this device has heard of them is shown without a network; which of
// them it is itself only the server says.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatDateTime, t } from "../../i18n";
import { fetchSignIns, revokeSignIn, revokeSignIns, signIns } from "../../store/account";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Icon } from "../../ui/icon";
import { Skeleton } from "../../ui/placeholders";
import { Row, Rows } from "../../ui/row";
import { EndButton } from "./end_button";

export function SignInList({ store }: { store: Store }): JSX.Element {
  const [current, setCurrent] = useState("");
  const asking = useAttempt();
  const ending = useAttempt();
  const found = signIns(store).value;
  const isLive = store.status.value.isLive;
  useEffect(() => {
    if (isLive) void asking.run(async () => setCurrent(await fetchSignIns(store)));
  }, [store, isLive]);
  const sorted = [...found].sort((a, b) => Number(b.id === current) - Number(a.id === current));
  const others = current === "" ? [] : found.filter(({ id }) => id !== current);
  const again = async () => setCurrent(await fetchSignIns(store));
  if (found.length === 0 && asking.trouble === "") return <Skeleton lines={2} />;
  return (
    <div class="stack">
      <Trouble of={ending} />
      {found.length === 0 && <Trouble of={asking} />}
      <Rows label={t("settings.signIns")}>
        {sorted.map(({ id, device, createdAtMs, expiresAtMs }) => (
          <Row
            key={id}
            lead={<Icon name={id === current ? "check" : "lock"} />}
            title={device || t("settings.signIns.unnamed")}
            mark={id === current && <span class="settings-mark">{t("settings.signIns.here")}</span>}
            meta={t("settings.signIns.times", { from: formatDateTime(createdAtMs), to: formatDateTime(expiresAtMs) })}
            actions={
              current !== "" &&
              id !== current && (
                <EndButton
                  label={t("settings.signIns.end")}
                  name={t("settings.signIns.endNamed", { device: device || t("settings.signIns.unnamed") })}
                  consequence={t("settings.signIns.endText")}
                  onEnd={() => void ending.run(() => revokeSignIn(id).then(again))}
                />
              )
            }
          />
        ))}
      </Rows>
      {others.length > 1 && (
        <div>
          <EndButton
            label={t("settings.signIns.endOthers", { count: others.length })}
            name={t("settings.signIns.endOthers", { count: others.length })}
            consequence={t("settings.signIns.endText")}
            onEnd={() => void ending.run(() => revokeSignIns(others.map(({ id }) => id)).then(again))}
          />
        </div>
      )}
    </div>
  );
}
