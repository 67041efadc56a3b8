// SPDX-License-Identifier: GPL-3.0-or-later
// Whether to draw the messages of a thread that is being opened: at once if they are here, else when the device or
// the server has answered. A screenful of place-holders that live for a moment would only keep them waiting.
import { useEffect, useState } from "preact/hooks";
import type { OpenRoot } from "../../store/opening";

const patienceMs = 300;

export function useReady(opened: OpenRoot, isHere: boolean): boolean {
  const [patientWith, setPatientWith] = useState<OpenRoot | null>(opened);
  useEffect(() => {
    const timer = setTimeout(() => setPatientWith(null), patienceMs);
    return () => clearTimeout(timer);
  }, [opened]);
  const isReady = isHere || opened.state.value !== "loading" || patientWith !== opened;
  // What has been drawn stays.
  useEffect(() => {
    if (isReady) setPatientWith(null);
  }, [isReady]);
  return isReady;
}
