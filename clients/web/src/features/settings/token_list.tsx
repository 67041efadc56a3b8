// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens let programs act as the person. The secret of one is shown when it is made, and never again.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatDate, t } from "../../i18n";
import { fetchTokens, revokeToken, tokens } from "../../store/account";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Row, Rows } from "../../ui/row";
import { EndButton } from "./end_button";
import { scopeWords } from "./scopes";
import { SecretOnce } from "./secret_once";
import { TokenForm } from "./token_form";

export function TokenList({ store }: { store: Store }): JSX.Element {
  const [isMaking, setIsMaking] = useState(false);
  const [secret, setSecret] = useState("");
  const asking = useAttempt();
  const ending = useAttempt();
  const found = tokens(store).value;
  const isLive = store.status.value.isLive;
  useEffect(() => {
    if (isLive) void asking.run(() => fetchTokens(store));
  }, [store, isLive]);
  return (
    <div class="stack">
      <Trouble of={ending} />
      {secret !== "" && (
        <SecretOnce
          label={t("settings.tokens.secret")}
          hint={t("settings.tokens.secretHint")}
          secret={secret}
          onDone={() => setSecret("")}
        />
      )}
      {found.length > 0 && (
        <Rows label={t("settings.tokens")}>
          {found.map(({ id, name, scope, expiresAtMs }) => (
            <Row
              key={id}
              lead={<Icon name="keyboard" />}
              title={name}
              meta={[
                t(scopeWords[scope]),
                expiresAtMs === 0n ? t("settings.tokens.noEnd") : t("settings.tokens.until", { day: formatDate(expiresAtMs) }),
              ].join(" · ")}
              actions={
                <EndButton
                  label={t("settings.tokens.end")}
                  name={t("settings.tokens.endNamed", { name })}
                  consequence={t("settings.tokens.endText")}
                  onEnd={() => void ending.run(() => revokeToken(id).then(() => fetchTokens(store)))}
                />
              }
            />
          ))}
        </Rows>
      )}
      {isMaking ? (
        <TokenForm
          store={store}
          onClose={() => setIsMaking(false)}
          onMade={(made) => {
            setIsMaking(false);
            setSecret(made);
            void asking.run(() => fetchTokens(store));
          }}
        />
      ) : (
        <div>
          <Button icon="add" onClick={() => setIsMaking(true)}>
            {t("settings.tokens.new")}
          </Button>
        </div>
      )}
    </div>
  );
}
