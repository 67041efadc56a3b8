// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

// Threads and conversations: reading them and writing in them.
export const talk: Feature = {
  id: "talk",
  routes: [
    { pattern: "/threads/:thread", load: () => import("./thread_view"), isLikely: true },
    { pattern: "/threads/:thread/:message", load: () => import("./thread_view"), isLikely: true },
    { pattern: "/conversations/:conversation", load: () => import("./conversation_view") },
    { pattern: "/conversations/:conversation/:message", load: () => import("./conversation_view") },
    { pattern: "/communities/:community/new-thread", load: () => import("./starting_view") },
    { pattern: "/p/:page/talk", load: () => import("./page_talk_view") },
  ],
  panels: { "page-talk": () => import("./page_talk_panel") },
  overlay: () => import("./going_on"),
};
