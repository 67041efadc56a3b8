// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text with the words marked that were looked for.
import type { JSX } from "preact";
import type { SearchPiece } from "../../store/search";

export function Pieces({ of }: { of: readonly SearchPiece[] }): JSX.Element {
  return <>{of.map(({ text, marked }, index) => (marked ? <mark key={index}>{text}</mark> : text))}</>;
}
