// SPDX-License-Identifier: GPL-3.0-or-later
// Every feature of the app, one row each. A row comes from the feature's own index.ts; its views are loaded
// when they are shown. Features never import each other: what two of them need lives in store/ or ui/.
import type { Feature } from "../router/feature";
import { communities } from "./communities";
import { conversations } from "./conversations";
import { firstVisit } from "./first_visit";
import { gallery } from "./gallery";
import { history } from "./history";
import { home } from "./home";
import { people } from "./people";
import { saved } from "./saved";
import { search } from "./search";
import { settings } from "./settings";
import { signIn } from "./sign_in";
import { talk } from "./talk";
import { wiki } from "./wiki";
import { writing } from "./writing";

export const features: readonly Feature[] = [home, communities, talk, wiki, history, writing, signIn, firstVisit, settings, search, saved, people, conversations, gallery];
