// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { isSignInPutOff } from "../features/sign_in/expired_state";
import { formatTime, t } from "../i18n";
import { isTextAtRisk } from "../store/kept_texts";
import { isExpired, signInState } from "../store/sign_in";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { connection } from "./connection";
import { applyUpdate, updateReady } from "./updates";

const isUpdateLater = signal(false);

// What holds for the whole app just now. The region is always there, so that its words are read out.
export function Banners(): JSX.Element {
  return (
    <div class="banners">
      <ConnectionBanner />
      <NotKeptBanner />
      {updateReady.value && !isUpdateLater.value && (
        <Banner
          icon="update"
          actions={
            <>
              <Button tone="primary" onClick={applyUpdate}>
                {t("update.apply")}
              </Button>
              <Button
                tone="quiet"
                onClick={() => {
                  isUpdateLater.value = true;
                }}
              >
                {t("update.later")}
              </Button>
            </>
          }
        >
          {t("update.ready")}
        </Banner>
      )}
    </div>
  );
}

function ConnectionBanner(): JSX.Element | null {
  if (isExpired.value) return <ExpiredBanner />;
  const { kind, sinceMs, waiting } = connection.value;
  // A moment of connecting with nothing to send is nobody's worry.
  if (kind === "online" || (kind === "connecting" && waiting === 0)) return null;
  return (
    <Banner tone={kind === "offline" ? "warn" : "info"} icon="offline">
      {kind === "connecting"
        ? t("offline.connecting")
        : sinceMs === undefined
          ? t("offline.now")
          : t("offline.since", { time: formatTime(sinceMs) })}
      {waiting > 0 && <span class="banner-detail"> {t("offline.waiting", { count: waiting })}.</span>}
    </Banner>
  );
}

// What is written here is not safe: it must be said before the page is closed.
function NotKeptBanner(): JSX.Element | null {
  const { value } = signInState;
  const isNothingKept = value.is === "signed_in" && value.store.status.value.notKept.includes("outbox");
  if (!isNothingKept && !isTextAtRisk.value) return null;
  return (
    <Banner tone="danger" icon="warning">
      {t(isNothingKept ? "notKept.nothing" : "notKept.text")}
    </Banner>
  );
}

function ExpiredBanner(): JSX.Element {
  return (
    <Banner
      tone="warn"
      icon="lock"
      actions={<Button onClick={() => (isSignInPutOff.value = false)}>{t("signIn.submit")}</Button>}
    >
      {t("signIn.expired.line")}
    </Banner>
  );
}
