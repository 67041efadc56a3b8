// SPDX-License-Identifier: GPL-3.0-or-later
// A deliberate sign-out: what was kept on this device goes. What waits to be sent does not go unasked.
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { withStore } from "../../store/current";
import { begunCount } from "../../store/kept_texts";
import { isExpired, signOut } from "../../store/sign_in";
import type { Store } from "../../store/store";
import { waitingFile } from "../../store/waiting_file";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { saveFile } from "../../ui/save_file";
import { Page } from "../../ui/page";

function SignOutView({ store }: { store: Store }): JSX.Element {
  const attempt = useAttempt({ unavailable: "signIn.out.unreachable" });
  const count = store.waitingCount.value;
  const begun = useMemo(() => begunCount(store), [store]);
  const hadWaiting = useRef(count > 0);
  if (count > 0) hadWaiting.current = true;
  const leave = (unsent: "keep" | "discard") => void attempt.run(() => signOut(unsent));
  return (
    <Page title={t("signIn.out.title")} lead={t("signIn.out.lead")}>
      <div class="sign-in stack">
        <Trouble of={attempt} />
        {count === 0 && hadWaiting.current && <Banner tone="good">{t("signIn.out.allSent")}</Banner>}
        {count + begun === 0 ? (
          <Button tone="primary" icon="signOut" isBusy={attempt.isBusy} onClick={() => leave("discard")}>
            {t("signIn.out.title")}
          </Button>
        ) : (
          <Waiting store={store} count={count} begun={begun} isBusy={attempt.isBusy} leave={leave} />
        )}
      </div>
    </Page>
  );
}

interface WaitingProps {
  readonly store: Store;
  readonly count: number;
  readonly begun: number;
  readonly isBusy: boolean;
  readonly leave: (unsent: "keep" | "discard") => void;
}

function Waiting({ store, count, begun, isBusy, leave }: WaitingProps): JSX.Element {
  const isLive = store.reach.value.kind === "online";
  const refused = store.refused.value.length;
  return (
    <>
      <Banner tone="warn">
        {count > 0 && <p>{t("signIn.out.waiting", { count })}</p>}
        {begun > 0 && <p>{t("signIn.out.begun", { count: begun })}</p>}
        {count > 0 && (
          <p>
            {refused > 0
              ? t("signIn.out.refused", { count: refused })
              : isExpired.value
                ? t("signIn.out.expired")
                : isLive
                  ? t("signIn.out.sending")
                  : t("signIn.out.offline")}
          </p>
        )}
      </Banner>
      <ul class="sign-out-ways">
        {count > 0 && (
          <li>
            <Button tone="primary" isWide onClick={() => store.sync.wake()}>
              {t("signIn.out.send")}
            </Button>
            <p class="sign-in-note">{t("signIn.out.sendHint")}</p>
          </li>
        )}
        <li>
          <Button isWide isBusy={isBusy} onClick={() => leave("keep")}>
            {t("signIn.out.keep")}
          </Button>
          <p class="sign-in-note">{t(count > 0 ? "signIn.out.keepHint" : "signIn.out.keepBegunHint")}</p>
        </li>
        <li>
          <Button isWide onClick={() => saveFile("fika-waiting.json", "application/json", waitingFile(store))}>
            {t("signIn.out.save")}
          </Button>
          <p class="sign-in-note">{t("signIn.out.saveHint")}</p>
        </li>
        <li>
          <Button tone="danger" isWide isBusy={isBusy} onClick={() => leave("discard")}>
            {t("signIn.out.discard")}
          </Button>
          <p class="sign-in-note">{t("signIn.out.discardHint")}</p>
        </li>
      </ul>
    </>
  );
}

export default withStore(SignOutView);
