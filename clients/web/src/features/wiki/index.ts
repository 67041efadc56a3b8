// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

const reading = () => import("./page_view");

export const wiki: Feature = {
  id: "wiki",
  routes: [
    { pattern: "/wiki", load: () => import("./wiki_view") },
    { pattern: "/wiki/recent", load: () => import("./recent_view") },
    { pattern: "/wiki/tags", load: () => import("./tags_view") },
    { pattern: "/wiki/tags/:tag", load: () => import("./tag_view") },
    { pattern: "/wiki/wanted", load: () => import("./wanted_view") },
    { pattern: "/wiki/trash", load: () => import("./trash_view") },
    { pattern: "/p/:page", load: reading },
    { pattern: "/p/:page/:slug", load: reading },
    // At a message of the page's talk.
    { pattern: "/p/:page/talk/:message", load: reading },
  ],
  nav: { to: "/wiki", alsoAt: ["/p", "/write"], label: "wiki.title", icon: "book", order: 15, isOnBottomBar: true },
  overlay: () => import("./keys"),
  communityPart: { path: "pages", label: "wiki.tab", order: 10, load: () => import("./community_pages") },
};
