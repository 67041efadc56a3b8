// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { refusalParts, type RefusalWords } from "./refusal_words";

// Why the server refused something: `of` is what was thrown or kept, `own` the view's words for some codes.
export function Refusal({ of, own }: { of: unknown; own?: RefusalWords }): JSX.Element {
  const { words, detail } = refusalParts(of, own);
  if (detail === "") return <>{words}</>;
  return (
    <>
      {words} <span lang="en">{detail}</span>
    </>
  );
}
