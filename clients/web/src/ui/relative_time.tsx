// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { formatDateTime, formatRelative } from "../i18n";

// One clock for all of them, which ticks while the page is looked at.
const now = signal(Date.now());
if (typeof document !== "undefined") {
  const tick = () => {
    if (document.visibilityState === "visible") now.value = Date.now();
  };
  setInterval(tick, 30_000);
  document.addEventListener("visibilitychange", tick);
}

export interface RelativeTimeProps {
  // Milliseconds since 1970, as in the protos.
  readonly at: number | bigint;
}

export function RelativeTime({ at }: RelativeTimeProps): JSX.Element {
  const time = Number(at);
  // A server's clock a little ahead of ours must not say "in 4 seconds".
  const seen = Math.max(now.value, time);
  return (
    <time dateTime={new Date(time).toISOString()} title={formatDateTime(time)}>
      {formatRelative(time, seen)}
    </time>
  );
}
