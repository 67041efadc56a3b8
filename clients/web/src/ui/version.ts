// SPDX-License-Identifier: GPL-3.0-or-later
// The version of the app, which scripts/build.mjs writes here; empty in tests.
export const version = process.env.FIKA_VERSION ?? "";
