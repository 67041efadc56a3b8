// SPDX-License-Identifier: GPL-3.0-or-later
// Which route a path belongs to. A pattern is a path whose parts may be ":name"; a last part "*" takes
// the rest, which may be empty. Pure.

export type Params = Readonly<Record<string, string>>;

// The values of the named parts, decoded, or null if the path is not of this pattern.
export function matchPattern(pattern: string, path: string): Params | null {
  const wanted = parts(pattern);
  const given = parts(path);
  const params: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i += 1) {
    const want = wanted[i]!;
    if (want === "*" && i === wanted.length - 1) {
      params["rest"] = given.slice(i).join("/");
      return params;
    }
    const got = given[i];
    if (got === undefined) return null;
    if (want.startsWith(":")) {
      const value = decode(got);
      if (value === null) return null;
      params[want.slice(1)] = value;
    } else if (want !== got) return null;
  }
  return given.length === wanted.length ? params : null;
}

const parts = (path: string): string[] => path.split("/").filter((part) => part !== "");

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

// How particular a pattern is: "/threads/new" goes before "/threads/:id", and both before "/threads/*".
export function rankPattern(pattern: string): string {
  return `${parts(pattern)
    .map((part) => (part === "*" ? "2" : part.startsWith(":") ? "1" : "0"))
    .join("")}3`;
}

export interface Matched<Route> {
  readonly route: Route;
  readonly params: Params;
}

// The first route in order of rank that the path belongs to.
export function findRoute<Route extends { readonly pattern: string }>(
  routes: readonly Route[],
  path: string,
): Matched<Route> | null {
  for (const route of byRank(routes)) {
    const params = matchPattern(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}

const ranked = new WeakMap<readonly object[], readonly object[]>();
function byRank<Route extends { readonly pattern: string }>(routes: readonly Route[]): readonly Route[] {
  let found = ranked.get(routes) as readonly Route[] | undefined;
  if (!found) {
    const rank = new Map(routes.map((route) => [route, rankPattern(route.pattern)]));
    found = [...routes].sort((a, b) => (rank.get(a)! < rank.get(b)! ? -1 : rank.get(a)! > rank.get(b)! ? 1 : 0));
    ranked.set(routes, found);
  }
  return found;
}

// A pattern with its values put in: buildPath("/threads/:id", {id}) for links.
export function buildPath(pattern: string, params: Params = {}): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}
