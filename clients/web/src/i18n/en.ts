// SPDX-License-Identifier: GPL-3.0-or-later
// The whole English catalogue: one file an area, so that two features never edit the same one.
import { gallery } from "./en/gallery";
import { home } from "./en/home";
import { shell } from "./en/shell";
import { ui } from "./en/ui";

export const en = { ...shell, ...ui, ...home, ...gallery } as const;
