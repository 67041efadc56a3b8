// SPDX-License-Identifier: GPL-3.0-or-later
// What every browser has and Node 18 keeps behind an import; loaded before each test.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
