// SPDX-License-Identifier: GPL-3.0-or-later
// The whole English catalogue: one file an area, so that two features never edit the same one.
import { communities } from "./en/communities";
import { gallery } from "./en/gallery";
import { home } from "./en/home";
import { refusals } from "./en/refusals";
import { shell } from "./en/shell";
import { signIn } from "./en/sign_in";
import { ui } from "./en/ui";

export const en = { ...shell, ...ui, ...refusals, ...signIn, ...home, ...communities, ...gallery } as const;
