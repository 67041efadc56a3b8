// SPDX-License-Identifier: GPL-3.0-or-later
// After a form that is not whole was sent: leads the person to the first field that wants something, whose
// fault is then read out with it.
export function focusFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
