// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const communities: Feature = {
  id: "communities",
  routes: [
    { pattern: "/communities", load: () => import("./discover_view") },
    { pattern: "/communities/new", load: () => import("./creating_view") },
    { pattern: "/communities/:community", load: () => import("./threads_view") },
    { pattern: "/communities/:community/about", load: () => import("./about_view") },
    { pattern: "/communities/:community/members", load: () => import("./members_view") },
    { pattern: "/communities/:community/:part", load: () => import("./part_view") },
    { pattern: "/communities/:community/settings", load: () => import("./settings_view") },
  ],
  nav: { to: "/communities", label: "communities.nav", icon: "communities", order: 10, isOnBottomBar: true },
  sidebar: { order: 10, load: () => import("./sidebar") },
};
