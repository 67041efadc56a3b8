// SPDX-License-Identifier: GPL-3.0-or-later
import type { Feature } from "../../router/feature";

export const signIn: Feature = {
  id: "sign_in",
  routes: [
    { pattern: "/sign-in", load: () => import("./sign_in_view"), isBare: true, isPublic: true },
    { pattern: "/invitation", load: () => import("./invitation_view"), isBare: true, isPublic: true },
    { pattern: "/sign-out", load: () => import("./sign_out_view") },
  ],
  overlay: () => import("./expired"),
};
