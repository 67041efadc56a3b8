// SPDX-License-Identifier: GPL-3.0-or-later
// What this device calls itself in the list of sign-ins: enough to know one's telephone from the computer
// at work, and no more.
import { t } from "../../i18n";

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOPiOS\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

export interface DeviceWords {
  readonly browser: string | undefined;
  readonly system: string | undefined;
}

export function deviceIn(agent: string): DeviceWords {
  const first = (rows: typeof browsers) => rows.find(([pattern]) => pattern.test(agent))?.[1];
  return { browser: first(browsers), system: first(systems) };
}

export function deviceName(agent = navigator.userAgent): string {
  const { browser, system } = deviceIn(agent);
  if (!browser) return system ?? t("signIn.device.unknown");
  return system ? t("signIn.device", { browser, system }) : browser;
}
