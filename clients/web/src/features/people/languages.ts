// SPDX-License-Identifier: GPL-3.0-or-later
import { locale } from "../../i18n";

// "sv-FI" in the reader's language; what no browser knows stands as it is.
export function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames(locale.value, { type: "language" }).of(tag) ?? tag;
    return name.slice(0, 1).toLocaleUpperCase(locale.value) + name.slice(1);
  } catch {
    return tag;
  }
}
