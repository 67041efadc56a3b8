// SPDX-License-Identifier: GPL-3.0-or-later
// What a feature tells the shell about itself: one row in features/registry.ts. Nothing here may pull in
// a view; views are loaded when they are shown.
import type { ReadonlySignal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { PlainKey } from "../i18n";
import type { IconName } from "../ui/icon";
import type { Params } from "./match";

export interface ViewProps {
  readonly params: Params;
}
type Loaded<Props> = Promise<{ readonly default: ComponentType<Props> }>;

export interface Route {
  // "/threads/:thread"; see match.ts.
  readonly pattern: string;
  readonly load: () => Loaded<ViewProps>;
  // Where people go next from almost anywhere: its code is there before they do.
  readonly isLikely?: boolean;
  // Drawn alone, without sidebar and navigation: sign-in, the first visit.
  readonly isBare?: boolean;
  // May be seen by those who are not signed in; it must do without the store.
  readonly isPublic?: boolean;
}

export interface NavEntry {
  readonly to: string;
  // Paths that belong there, too, apart from those below `to`.
  readonly alsoAt?: readonly string[];
  readonly label: PlainKey;
  readonly icon: IconName;
  // Lower comes first.
  readonly order: number;
  // The phone's bottom bar has room for five at most; the others stand under "More".
  readonly isOnBottomBar?: boolean;
  // Left out while false: what guests or those not signed in have no use for.
  readonly isShown?: ReadonlySignal<boolean>;
  // The shortcut that leads there too, shown where there is room.
  readonly keys?: string;
  // What waits there; 0 shows nothing.
  readonly count?: ReadonlySignal<number>;
}

// A part of every community, such as its pages: a tab beside its threads.
export interface PartProps {
  readonly community: string;
}
export interface CommunityPart {
  // Behind /communities/ID/.
  readonly path: string;
  readonly label: PlainKey;
  // Lower comes first; the threads stand before all.
  readonly order: number;
  readonly load: () => Loaded<PartProps>;
}

// What a feature lends to another's view, which asks for it by name and knows no more of it.
export interface PanelProps {
  // The page it is about.
  readonly root: string;
  // A message to open at; "": where reading goes on.
  readonly message: string;
}
export interface RelatedProps {
  // A thread or page.
  readonly root: string;
  readonly title: string;
}
export interface AskedBeforeProps {
  // As far as they have been written.
  readonly title: string;
  readonly text: string;
}
export interface Panels {
  "page-talk": PanelProps;
  // What else there is about the same: below a page, or in a line above a thread.
  related: RelatedProps;
  "related-line": RelatedProps;
  // What is there already, while somebody gives a new thread or page its title.
  "asked-before": AskedBeforeProps;
}
export type PanelName = keyof Panels;

export interface Feature {
  readonly id: string;
  readonly routes: readonly Route[];
  readonly nav?: NavEntry;
  // A part of the sidebar below the navigation, such as the person's communities.
  readonly sidebar?: { readonly order: number; readonly load: () => Loaded<object> };
  readonly communityPart?: CommunityPart;
  readonly panels?: { readonly [Name in PanelName]?: () => Loaded<Panels[Name]> };
  // Always there once the first view stands: the palette with its shortcut, say.
  readonly overlay?: () => Loaded<object>;
}
