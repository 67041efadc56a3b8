// SPDX-License-Identifier: GPL-3.0-or-later
import { TokenScope } from "../../store/account";

export const scopeWords = {
  [TokenScope.UNSPECIFIED]: "settings.tokens.read",
  [TokenScope.READ]: "settings.tokens.read",
  [TokenScope.WRITE]: "settings.tokens.write",
  [TokenScope.ADMIN]: "settings.tokens.admin",
} as const;
