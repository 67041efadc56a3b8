// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { announce } from "../../ui/toast";

const pauseMs = 600;

// Says how many there are after somebody has changed what is looked for, once they pause; not when
// something arrives by itself.
export function useAnnouncedCount(asked: string, count: number): void {
  const before = useRef(asked);
  const newest = useRef(count);
  newest.current = count;
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    const timer = setTimeout(() => announce(t("ui.results", { count: newest.current })), pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);
}
