// SPDX-License-Identifier: GPL-3.0-or-later
import { computed } from "@preact/signals";
import type { Feature } from "../../router/feature";
import { currentStore } from "../../store/current";
import { forMeCount } from "../../store/news";

// Only what is meant for the person counts here; what is unread elsewhere waits without a number.
const count = computed(() => (currentStore.value ? forMeCount(currentStore.value).value : 0));

export const home: Feature = {
  id: "home",
  routes: [{ pattern: "/", load: () => import("./home_view") }],
  nav: { to: "/", label: "nav.home", icon: "home", order: 0, isOnBottomBar: true, count },
};
