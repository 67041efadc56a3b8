// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the dialog of an ended sign-in has been put off, so that one may read on first; the shell's line
// then brings it back.
import { signal } from "@preact/signals";

export const isSignInPutOff = signal(false);
