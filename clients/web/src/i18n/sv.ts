// SPDX-License-Identifier: GPL-3.0-or-later
// The whole Swedish catalogue; its areas have the same files as the English one.
import type { Catalogue } from "./catalogue";
import { communities } from "./sv/communities";
import { gallery } from "./sv/gallery";
import { home } from "./sv/home";
import { refusals } from "./sv/refusals";
import { shell } from "./sv/shell";
import { signIn } from "./sv/sign_in";
import { ui } from "./sv/ui";

export const sv: Catalogue = { ...shell, ...ui, ...refusals, ...signIn, ...home, ...communities, ...gallery };
