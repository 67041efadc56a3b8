// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the shell's own dialogs is open; at most one.
import { signal } from "@preact/signals";

export const isLookOpen = signal(false);
export const isHelpOpen = signal(false);
export const isMoreOpen = signal(false);
