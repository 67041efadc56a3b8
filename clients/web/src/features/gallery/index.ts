// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

// Every component on one page, for those who build and for the tests that look at it. No entry in the
// navigation.
export const gallery: Feature = {
  id: "gallery",
  routes: [{ pattern: "/gallery", load: () => import("./gallery_view"), isPublic: true }],
};
