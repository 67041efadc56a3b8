// SPDX-License-Identifier: GPL-3.0-or-later
// Whether Enter sends. On a desk it does unless the person has said otherwise; where a finger types, it
// begins a line, as there is no Shift at hand. Ctrl or Cmd with Enter always sends.
import { computed, signal } from "@preact/signals";
import { remember, remembered } from "../i18n/remembered";

const chosen = signal(remembered("enter-sends"));
const isTouch = typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;

export const sendsOnEnter = computed(() => (chosen.value === null ? !isTouch : chosen.value !== "off"));

export function setSendsOnEnter(isOn: boolean): void {
  chosen.value = isOn ? "on" : "off";
  remember("enter-sends", chosen.value);
}
