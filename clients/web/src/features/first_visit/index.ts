// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const firstVisit: Feature = {
  id: "first_visit",
  routes: [{ pattern: "/welcome", load: () => import("./first_visit_view"), isBare: true }],
};
