// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const patienceMs = 4_000;

// Whether something that began then takes so long that a word about it helps.
export function useLate(sinceMs: number): boolean {
  const isLate = useSignal(Date.now() - sinceMs > patienceMs);
  useEffect(() => {
    const timer = setTimeout(() => (isLate.value = true), Math.max(0, sinceMs + patienceMs - Date.now()));
    return () => clearTimeout(timer);
  }, [sinceMs]);
  return isLate.value;
}
