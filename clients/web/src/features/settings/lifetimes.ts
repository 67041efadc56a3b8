// SPDX-License-Identifier: GPL-3.0-or-later
// For how many days a token or an invitation may be made.
export const lifetimes = [1, 7, 30, 90] as const;
const dayMs = 24 * 3600 * 1000;

// 0 days: no end, which is 0 here too. A minute short of the whole, so that a clock that is a little ahead
// of the server's does not ask for more than it grants.
export const endOf = (days: number, nowMs: number): number => (days === 0 ? 0 : nowMs + days * dayMs - 60_000);
