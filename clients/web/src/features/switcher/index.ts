// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";
import { switcherPath } from "./path";

// A dialog over whatever is on the screen, and a page of its own behind the same link: for a tab of its
// own, and until the dialog has been loaded.
export const switcher: Feature = {
  id: "switcher",
  routes: [{ pattern: switcherPath, load: () => import("./switcher_view") }],
  nav: { to: switcherPath, label: "switcher.title", icon: "search", order: 5, isOnBottomBar: true },
  overlay: () => import("./switcher_overlay"),
};
