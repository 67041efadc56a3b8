// SPDX-License-Identifier: GPL-3.0-or-later
// What other features add to every community. Asked for when it is drawn: the registry names this feature, too.
import type { CommunityPart } from "../../router/feature";
import { features } from "../registry";

export function communityParts(): readonly CommunityPart[] {
  return features.flatMap(({ communityPart }) => (communityPart ? [communityPart] : [])).sort((a, b) => a.order - b.order);
}
