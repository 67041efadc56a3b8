// SPDX-License-Identifier: GPL-3.0-or-later
export const refusals = {
  "refusal.unknown": "Something went wrong. Try once more.",
  "refusal.unavailable": "The server cannot be reached. Look at your connection, and try once more.",
  "refusal.unauthenticated": "Your sign-in has ended. Sign in again.",
  "refusal.forbidden": "You may not do this.",
  "refusal.waitSeconds": "Too many attempts. Try again in {count, plural, one {# second} other {# seconds}}.",
  "refusal.waitMinutes": "Too many attempts. Try again in {count, plural, one {# minute} other {# minutes}}.",
} as const;
