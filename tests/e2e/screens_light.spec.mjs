// SPDX-License-Identifier: GPL-3.0-or-later
import { testScreens } from "./screens.mjs";

testScreens("light");
