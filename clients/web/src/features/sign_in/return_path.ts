// SPDX-License-Identifier: GPL-3.0-or-later
// Where one who had to sign in first wanted to go. It comes from the address, so anybody may have written
// it: only places inside the app count.
import { isAppPath } from "../../router/location";

export function returnPath(query: URLSearchParams): string {
  const wanted = query.get("to") ?? "";
  // A second slash or a backslash would lead to another host.
  if (!/^\/(?![/\\])/.test(wanted) || /[\u0000-\u001f\\]/.test(wanted)) return "/";
  const path = wanted.split(/[?#]/)[0]!;
  return isAppPath(path) && !/^\/(sign-in|sign-out|invitation|welcome)\/?$/.test(path) ? wanted : "/";
}

export function signInPath(path: string, search: string, hash: string): string {
  const wanted = path + (search ? `?${search}` : "") + (hash ? `#${hash}` : "");
  return wanted === "/" || /^\/(sign-out|welcome)\/?$/.test(path) ? "/sign-in" : `/sign-in?to=${encodeURIComponent(wanted)}`;
}
