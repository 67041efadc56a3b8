// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const settings: Feature = {
  id: "settings",
  routes: [
    { pattern: "/settings", load: () => import("./settings_view") },
    { pattern: "/settings/account", load: () => import("./account_view") },
    { pattern: "/settings/invitations", load: () => import("./invitations_view") },
  ],
  nav: { to: "/settings", label: "settings.nav", icon: "settings", order: 90 },
};
