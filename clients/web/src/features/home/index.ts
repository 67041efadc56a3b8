// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const home: Feature = {
  id: "home",
  routes: [{ pattern: "/", load: () => import("./home_view") }],
  nav: { to: "/", label: "nav.home", icon: "home", order: 0, isOnBottomBar: true },
};
