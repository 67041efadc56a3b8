// SPDX-License-Identifier: GPL-3.0-or-later
// What a call or a query rejects with, for views that tell one reason from another.
export { CallRefused } from "../sync/calls";
