// SPDX-License-Identifier: GPL-3.0-or-later
export const refusals = {
  "refusal.unknown": "Something went wrong. Try once more.",
  "refusal.unavailable": "The server cannot be reached. Look at your connection, and try once more.",
  "refusal.unauthenticated": "Your sign-in has ended. Sign in again.",
  "refusal.forbidden": "You may not do this.",
  "refusal.notFound": "It is not there any more, or you may not see it.",
  "refusal.exists": "There is one already.",
  "refusal.changed": "It was changed meanwhile. Look at it again, and try once more.",
  "refusal.state": "This cannot be done as things stand.",
  "refusal.invalid": "The server did not take this.",
  "refusal.limit": "A limit has been reached.",
  "refusal.late": "The server did not answer in time. See whether it was done all the same before you try again.",
  "refusal.failed": "Something went wrong on the server. Try again in a while.",
  "refusal.waitSeconds": "Too many attempts. Try again in {count, plural, one {# second} other {# seconds}}.",
  "refusal.waitMinutes": "Too many attempts. Try again in {count, plural, one {# minute} other {# minutes}}.",
} as const;
