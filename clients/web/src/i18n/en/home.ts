// SPDX-License-Identifier: GPL-3.0-or-later
export const home = {
  "home.title": "Good to see you",
  "home.lead": "Where colleagues share what they know.",
  "home.empty.title": "It is quiet here",
  "home.empty.text": "What is new in your communities gathers on this page. Most of what somebody wonders, a colleague already knows.",
} as const;
