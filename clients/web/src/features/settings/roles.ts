// SPDX-License-Identifier: GPL-3.0-or-later
import { Role } from "../../store/entities";

export const roleWords = {
  [Role.UNSPECIFIED]: "settings.role.member",
  [Role.GUEST]: "settings.role.guest",
  [Role.MEMBER]: "settings.role.member",
  [Role.ADMIN]: "settings.role.admin",
} as const;
