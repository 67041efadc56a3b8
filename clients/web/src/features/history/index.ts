// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

// How a page came to be what it is.
export const history: Feature = {
  id: "history",
  routes: [
    { pattern: "/p/:page/history", load: () => import("./history_view") },
    { pattern: "/p/:page/compare", load: () => import("./compare_view") },
    { pattern: "/p/:page/blame", load: () => import("./blame_view") },
  ],
};
