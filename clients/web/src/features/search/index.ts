// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

// One box for all that somebody knew: a page with what is found, and a palette above any page that goes to what
// has a name.
export const search: Feature = {
  id: "search",
  routes: [
    { pattern: "/search", load: () => import("./search_view"), isLikely: true },
    { pattern: "/search/care", load: () => import("./care_view") },
  ],
  nav: { to: "/search", label: "search.title", icon: "search", order: 5, isOnBottomBar: true, keys: "/" },
  overlay: () => import("./palette_overlay"),
  panels: {
    related: () => import("./related"),
    "related-line": () => import("./related_line"),
    "asked-before": () => import("./asked_before"),
  },
};
