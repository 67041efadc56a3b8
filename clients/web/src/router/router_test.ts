// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAppPath } from "./location";
import { buildPath, findRoute, matchPattern } from "./match";

test("named parts are decoded, and a broken escape matches nothing", () => {
  assert.deepEqual(matchPattern("/threads/:id", "/threads/a%20b/"), { id: "a b" });
  assert.equal(matchPattern("/threads/:id", "/threads/%E0%A4%A"), null);
  assert.equal(matchPattern("/threads/:id", "/threads"), null);
  assert.equal(matchPattern("/threads/:id", "/threads/a/b"), null);
  assert.deepEqual(matchPattern("/", "/"), {});
});

test("a star takes the rest, which may be empty", () => {
  assert.deepEqual(matchPattern("/wiki/*", "/wiki/a/b"), { rest: "a/b" });
  assert.deepEqual(matchPattern("/wiki/*", "/wiki"), { rest: "" });
});

test("the more particular route wins, whatever the order of the rows", () => {
  const routes = [{ pattern: "/threads/*" }, { pattern: "/threads/:id" }, { pattern: "/threads/new" }];
  assert.equal(findRoute(routes, "/threads/new")?.route.pattern, "/threads/new");
  assert.equal(findRoute(routes, "/threads/17")?.route.pattern, "/threads/:id");
  assert.equal(findRoute(routes, "/threads/17/x")?.route.pattern, "/threads/*");
  assert.equal(findRoute(routes, "/people"), null);
});

test("a path is built with its values escaped", () => {
  assert.equal(buildPath("/people/:id/x", { id: "a/b" }), "/people/a%2Fb/x");
});

test("the server's own paths are left to the browser", () => {
  for (const path of ["/api", "/api/", "/files/1", "/metrics", "/favicon.svg", "/landing.html"]) {
    assert.equal(isAppPath(path), false, path);
  }
  for (const path of ["/", "/apiary", "/communities/7", "/sign-in"]) assert.equal(isAppPath(path), true, path);
});
