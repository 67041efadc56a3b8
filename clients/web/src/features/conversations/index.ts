// SPDX-License-Identifier: GPL-3.0-or-later
import { computed } from "@preact/signals";
import type { Feature } from "../../router/feature";
import { currentStore } from "../../store/current";
import { unreadConversations } from "../../store/news";

// How many conversations have something new, not how many messages.
const count = computed(() => (currentStore.value ? unreadConversations(currentStore.value).value.length : 0));

export const conversations: Feature = {
  id: "conversations",
  routes: [
    { pattern: "/conversations", load: () => import("./conversations_view") },
    { pattern: "/conversations/new", load: () => import("./begin_view") },
  ],
  nav: { to: "/conversations", label: "conversations.title", icon: "conversation", order: 20, isOnBottomBar: true, count },
};
