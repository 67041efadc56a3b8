// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const people: Feature = {
  id: "people",
  routes: [
    { pattern: "/people", load: () => import("./people_view") },
    { pattern: "/people/:person", load: () => import("./profile_view") },
  ],
  nav: { to: "/people", label: "people.title", icon: "people", order: 30 },
};
