// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";

export interface Attempt {
  readonly isBusy: boolean;
  // Why the last one failed; empty while one runs and when it went well.
  readonly trouble: string;
  readonly run: (work: () => Promise<void>) => Promise<void>;
}

// One attempt at a time, with the words for what went wrong.
export function useAttempt(words: (error: unknown) => string): Attempt {
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  return {
    isBusy,
    trouble,
    async run(work) {
      if (isBusy) return;
      setIsBusy(true);
      setTrouble("");
      try {
        await work();
      } catch (error) {
        setTrouble(words(error));
      } finally {
        setIsBusy(false);
      }
    },
  };
}
