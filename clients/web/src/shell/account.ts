// SPDX-License-Identifier: GPL-3.0-or-later
// Who is here decides what the shell does: which places are open, what it says of the connection, and in
// which language and time zone everything is written.
import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { linkSecret } from "../features/sign_in/link_secret";
import { returnPath, signInPath } from "../features/sign_in/return_path";
import { features } from "../features/registry";
import { setPersonLanguage, setPersonTimeZone } from "../i18n/language";
import { setGate } from "../router/gate";
import type { Location } from "../router/location";
import { findRoute } from "../router/match";
import { firstVisit } from "../store/first_visit";
import { mySettings, wantMe } from "../store/people";
import { findSignIn, followOtherTabs, signInState } from "../store/sign_in";
import type { Store } from "../store/store";
import { browserConnection, type ConnectionState, provideConnection } from "./connection";

const routes = features.flatMap((feature) => feature.routes);
const retryMs = 5000;

export function startAccount(): void {
  provideConnection(
    computed<ConnectionState>(() => {
      const { value } = signInState;
      return value.is === "signed_in" ? value.store.reach.value : browserConnection.value;
    }),
  );
  setGate(elsewhere);
  followSettings();
  effect(() => {
    const { value } = signInState;
    if (value.is !== "signed_in") return;
    const { store } = value;
    if (isSettled(store).value) void wantMe(store);
  });
  tryAgain();
  followOtherTabs();
  void findSignIn();
}

function elsewhere({ path, query, hash }: Location): string | null {
  const { value } = signInState;
  const isEntrance = path === "/sign-in" || path === "/invitation";
  if (value.is === "signed_out") {
    const isOpen = findRoute(routes, path)?.route.isPublic === true;
    return isOpen ? null : signInPath(path, query.toString(), hash);
  }
  if (value.is !== "signed_in") return null;
  // One with a link may want to be somebody else; the view asks.
  if (isEntrance && linkSecret.value) return null;
  const isNew = firstVisit.value?.person === value.store.me;
  if (isNew && path !== "/welcome" && path !== "/sign-out") return "/welcome";
  return isEntrance ? returnPath(query) : null;
}

// Connected, and no change of one's own profile is under way.
function isSettled(store: Store): ReadonlySignal<boolean> {
  return store.memo("is settled", () => computed(() => store.status.value.isLive && store.commandsAbout(store.me).value.length === 0));
}

function followSettings(): void {
  const settings = computed(() => {
    const { value } = signInState;
    return value.is === "signed_in" ? mySettings(value.store).value : undefined;
  });
  const language = computed(() => settings.value?.interfaceLanguage ?? "");
  const zone = computed(() => settings.value?.timeZone ?? "");
  // Before one has chosen, the device's own choice stands.
  effect(() => {
    if (language.value) void setPersonLanguage(language.value).catch((thrown: unknown) => console.warn(thrown));
  });
  effect(() => setPersonTimeZone(zone.value || null));
}

// A first start without a network goes on by itself.
function tryAgain(): void {
  effect(() => {
    if (signInState.value.is !== "unreachable") return undefined;
    const again = () => void findSignIn();
    const timer = setTimeout(again, retryMs);
    window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  });
}
