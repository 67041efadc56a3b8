// SPDX-License-Identifier: GPL-3.0-or-later
import { useCallback } from "preact/hooks";
import { navigate } from "../../router/location";
import { wikiPath } from "../../router/places";
import { useShortcut } from "../../ui/shortcuts";

// From anywhere to the wiki.
export default function WikiKeys(): null {
  useShortcut("g w", "wiki.keys.go", useCallback(() => navigate(wikiPath), []));
  return null;
}
