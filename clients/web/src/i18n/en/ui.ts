// SPDX-License-Identifier: GPL-3.0-or-later
export const ui = {
  "ui.close": "Close",
  "ui.dismiss": "Dismiss",
  "ui.optional": "optional",
  "ui.required": "required",
  "ui.showPassword": "Show the password",
  "ui.loading": "Loading …",
  "ui.results": "{count, plural, =0 {No results} one {# result} other {# results}}",
  "ui.notices": "Notices",
  "ui.charactersLeft": "{count, plural, one {# character left} other {# characters left}}",
  "ui.charactersOver": "{count, plural, one {# character too many} other {# characters too many}}",
  "ui.names.unknown": "A colleague",
  "ui.names.notes": "Notes to yourself",
  "ui.names.others": "{count, plural, one {# other} other {# others}}",
  "ui.names.admin": "Administrator",
  "ui.names.since": "Here since {day}",
} as const;
