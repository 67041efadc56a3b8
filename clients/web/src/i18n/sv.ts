// SPDX-License-Identifier: GPL-3.0-or-later
// The whole Swedish catalogue; its areas have the same files as the English one.
import type { Catalogue } from "./catalogue";
import { communities } from "./sv/communities";
import { conversations } from "./sv/conversations";
import { emoji } from "./sv/emoji";
import { files } from "./sv/files";
import { firstVisit } from "./sv/first_visit";
import { gallery } from "./sv/gallery";
import { history } from "./sv/history";
import { home } from "./sv/home";
import { palette } from "./sv/palette";
import { people } from "./sv/people";
import { refusals } from "./sv/refusals";
import { saved } from "./sv/saved";
import { search } from "./sv/search";
import { settings } from "./sv/settings";
import { shell } from "./sv/shell";
import { signIn } from "./sv/sign_in";
import { talk } from "./sv/talk";
import { ui } from "./sv/ui";
import { wiki } from "./sv/wiki";
import { writing } from "./sv/writing";

export const sv: Catalogue = { ...shell, ...ui, ...refusals, ...signIn, ...firstVisit, ...settings, ...home, ...communities, ...palette, ...search, ...conversations, ...people, ...saved, ...emoji, ...talk, ...files, ...wiki, ...history, ...writing, ...gallery };
