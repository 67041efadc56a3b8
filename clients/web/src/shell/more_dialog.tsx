// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../i18n";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { entriesBehindMore, NavList } from "./navigation";
import { isLookOpen, isMoreOpen } from "./open";

// Whatever the sidebar has and the phone's bottom bar has no room for.
export function MoreDialog(): JSX.Element {
  const close = () => {
    isMoreOpen.value = false;
  };
  return (
    <Dialog isOpen={isMoreOpen.value} title={t("nav.more")} onClose={close}>
      {/* Any way taken from here leads away from here. */}
      <div class="stack" onClick={(event) => event.target instanceof Element && event.target.closest("a") && close()}>
        <NavList of={entriesBehindMore.value} />
        <Button
          icon="look"
          isWide
          onClick={() => {
            close();
            isLookOpen.value = true;
          }}
        >
          {t("look.label")}
        </Button>
      </div>
    </Dialog>
  );
}
