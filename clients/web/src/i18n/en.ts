// SPDX-License-Identifier: GPL-3.0-or-later
// The whole English catalogue: one file an area, so that two features never edit the same one.
import { communities } from "./en/communities";
import { conversations } from "./en/conversations";
import { emoji } from "./en/emoji";
import { files } from "./en/files";
import { firstVisit } from "./en/first_visit";
import { gallery } from "./en/gallery";
import { history } from "./en/history";
import { home } from "./en/home";
import { palette } from "./en/palette";
import { people } from "./en/people";
import { refusals } from "./en/refusals";
import { saved } from "./en/saved";
import { search } from "./en/search";
import { settings } from "./en/settings";
import { shell } from "./en/shell";
import { signIn } from "./en/sign_in";
import { talk } from "./en/talk";
import { ui } from "./en/ui";
import { wiki } from "./en/wiki";
import { writing } from "./en/writing";

export const en = { ...shell, ...ui, ...refusals, ...signIn, ...firstVisit, ...settings, ...home, ...communities, ...palette, ...search, ...conversations, ...people, ...saved, ...emoji, ...talk, ...files, ...wiki, ...history, ...writing, ...gallery } as const;
