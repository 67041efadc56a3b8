// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceIn } from "./device";
import { secretIn, secretOfTyped } from "./link_secret";
import { returnPath, signInPath } from "./return_path";

test("only the two kinds of links carry a secret", () => {
  assert.deepEqual(secretIn("/sign-in", "#fika_abc"), { kind: "sign-in", secret: "fika_abc" });
  assert.deepEqual(secretIn("/invitation/", "#x"), { kind: "invitation", secret: "x" });
  assert.equal(secretIn("/sign-in", ""), null);
  assert.equal(secretIn("/threads/7", "#m3"), null);
  assert.equal(secretIn("/sign-in/more", "#m3"), null);
});

test("a whole link may be pasted where a code is asked for", () => {
  assert.equal(secretOfTyped(" https://fika.example/sign-in#fika_abc \n"), "fika_abc");
  assert.equal(secretOfTyped("7k3qx 9m2wp"), "7k3qx9m2wp");
  assert.equal(secretOfTyped("7K3QX-9M2WP"), "7K3QX-9M2WP");
  assert.equal(secretOfTyped("   "), "");
});

test("one comes back to where one wanted to go, with query and hash", () => {
  const path = signInPath("/threads/7", "message=8&x=å", "m8");
  assert.equal(path, "/sign-in?to=%2Fthreads%2F7%3Fmessage%3D8%26x%3D%C3%A5%23m8");
  assert.equal(returnPath(new URL(path, "https://x").searchParams), "/threads/7?message=8&x=å#m8");
  assert.equal(signInPath("/", "", ""), "/sign-in");
});

test("nobody is led out of the app, or round and round", () => {
  const bad = ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\n/evil", "/api/x", "/sign-in", "/sign-in?to=/x", "/invitation#a", "threads"];
  for (const to of bad) assert.equal(returnPath(new URLSearchParams({ to })), "/", to);
});

test("a device is called by its browser and its system", () => {
  const agents = {
    "Firefox/Android": "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0",
    "Chrome/Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
    "Edge/Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0",
    "Safari/iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Chrome/iPad": "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/128.0 Mobile/15E148 Safari/604.1",
    "Samsung Internet/Android": "Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
  };
  for (const [name, agent] of Object.entries(agents)) {
    const { browser, system } = deviceIn(agent);
    assert.equal(`${browser}/${system}`, name);
  }
  assert.deepEqual(deviceIn("curl/8"), { browser: undefined, system: undefined });
});
