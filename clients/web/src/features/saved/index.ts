// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const saved: Feature = {
  id: "saved",
  routes: [{ pattern: "/saved", load: () => import("./saved_view") }],
  nav: { to: "/saved", label: "saved.title", icon: "bookmark", order: 40 },
};
