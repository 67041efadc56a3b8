// SPDX-License-Identifier: GPL-3.0-or-later
// Asking the server for something that must be answered before one goes on: busy meanwhile, and words for
// what went wrong.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Banner } from "./banner";
import { Refusal } from "./refusal";
import { refusalWords, type RefusalWords } from "./refusal_words";

export interface Attempt {
  readonly isBusy: boolean;
  // Why the last one failed; empty while one runs and when it went well.
  readonly trouble: string;
  // The same with what the server itself said of it, as Trouble draws it.
  readonly refused: unknown;
  readonly words: RefusalWords;
  // One at a time; answers whether it went well.
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useAttempt(words: RefusalWords = {}): Attempt {
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [refused, setRefused] = useState<unknown>(undefined);
  const isRunning = useRef(false);
  return {
    isBusy,
    trouble,
    refused,
    words,
    async run(work) {
      if (isRunning.current) return false;
      isRunning.current = true;
      setIsBusy(true);
      setTrouble("");
      try {
        await work();
        return true;
      } catch (error) {
        setTrouble(refusalWords(error, words));
        setRefused(error);
        return false;
      } finally {
        isRunning.current = false;
        setIsBusy(false);
      }
    },
  };
}

export function Trouble({ of }: { of: Attempt }): JSX.Element | null {
  return of.trouble === "" ? null : (
    <Banner tone="danger">
      <Refusal of={of.refused} own={of.words} />
    </Banner>
  );
}
