// SPDX-License-Identifier: GPL-3.0-or-later
// Names to draw with: the gallery knows no real people.
export const people = ["Maja Lind", "Åsa Öberg", "Bo Ek", "Nils-Erik Ängström", "Fatima Haddad", "Li Wei"] as const;
