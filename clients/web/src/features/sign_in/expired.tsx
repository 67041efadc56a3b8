// SPDX-License-Identifier: GPL-3.0-or-later
// The server knows this sign-in no longer: 90 days are over, or it was ended elsewhere. The page stays as it
// is, with all that was written on it, and a dialog over it lets the person in again.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { location } from "../../router/location";
import { withStore } from "../../store/current";
import { me, mySettings } from "../../store/people";
import { isExpired } from "../../store/sign_in";
import type { Store } from "../../store/store";
import { Dialog } from "../../ui/dialog";
import { isSignInPutOff } from "./expired_state";
import { WaysIn } from "./ways_in";

function Expired({ store }: { store: Store }): JSX.Element | null {
  const isOver = isExpired.value && location.value.path !== "/sign-in";
  useEffect(() => {
    if (!isOver) isSignInPutOff.value = false;
  }, [isOver]);
  if (!isOver || isSignInPutOff.value) return null;
  const name = me(store).value?.name;
  const settings = mySettings(store).value;
  return (
    <Dialog isOpen title={t("signIn.expired.title")} onClose={() => (isSignInPutOff.value = true)} isKeptOnOutsidePress>
      <div class="stack">
        <p>{name ? t("signIn.expired.named", { name }) : t("signIn.expired.text")}</p>
        <WaysIn email={settings?.email ?? ""} startsWithCode={settings?.hasPassword === false} />
      </div>
    </Dialog>
  );
}

export default withStore(Expired);
