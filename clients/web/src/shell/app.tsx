// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import { features } from "../features/registry";
import { t } from "../i18n";
import { navigate } from "../router/location";
import { signInState } from "../store/sign_in";
import { Toasts } from "../ui/toast";
import { useShortcut } from "../ui/shortcuts";
import { Admitted } from "./admitted";
import { Banners } from "./banners";
import { BareHead } from "./bare_head";
import { LookDialog } from "./look_dialog";
import { MoreDialog } from "./more_dialog";
import { BottomBar, Section, Sidebar } from "./navigation";
import { isHelpOpen, isLookOpen, isMoreOpen } from "./open";
import { ShortcutsDialog } from "./shortcuts_dialog";
import { matched } from "./view";

const overlays = features.flatMap((feature) => (feature.overlay ? [feature.overlay] : []));

export function App(): JSX.Element {
  useShortcut("?", "shortcuts.help", useCallback(() => (isHelpOpen.value = true), []));
  useShortcut("g h", "shortcuts.home", useCallback(() => navigate("/"), []));
  const route = matched.value?.route;
  const isBare = route?.isBare === true || (signInState.value.is !== "signed_in" && !route?.isPublic);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>("main")?.focus();
        }}
      >
        {t("nav.skip")}
      </a>
      <div class={isBare ? "shell shell-bare" : "shell"}>
        {!isBare && (
          <header class="shell-side" aria-label={t("nav.sidebar")}>
            <Sidebar />
          </header>
        )}
        <div class="shell-centre">
          {isBare && (route?.isBare || signInState.value.is !== "unknown") && <BareHead />}
          <Banners />
          <main id="main" class="shell-main" tabIndex={-1}>
            <Admitted />
          </main>
        </div>
        {!isBare && <BottomBar />}
      </div>
      <Toasts />
      {signInState.value.is === "signed_in" && overlays.map((load, index) => <Section key={index} load={load} />)}
      <LookDialog isOpen={isLookOpen.value} onClose={() => (isLookOpen.value = false)} />
      <ShortcutsDialog isOpen={isHelpOpen.value} onClose={() => (isHelpOpen.value = false)} />
      {isMoreOpen.value && <MoreDialog />}
    </>
  );
}
