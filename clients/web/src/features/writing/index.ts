// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

// Pages of the wiki: beginning them, changing them, and what comes of saving.
export const writing: Feature = {
  id: "writing",
  routes: [
    { pattern: "/write", load: () => import("./write_view") },
    { pattern: "/p/:page/edit", load: () => import("./edit_view") },
  ],
  overlay: () => import("./save_answers"),
};
