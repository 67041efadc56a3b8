// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { tagPath } from "./tag_path";

export function TagLink({ tag, community = null }: { tag: string; community?: string | null }): JSX.Element {
  return (
    <a class="tag" href={tagPath(tag, community)}>
      {tag}
    </a>
  );
}
