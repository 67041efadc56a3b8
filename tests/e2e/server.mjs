// SPDX-License-Identifier: GPL-3.0-or-later
// One real server on a data folder of its own. It can be killed and started again on the same folder and
// port, as a machine that loses its power would. With FIKA_WEB, a folder that `npm run build` made, the app comes
// from there instead of out of the server: to try what is new in it without building the server.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveSite } from "./site.mjs";
import { eventually } from "./waiting.mjs";

// Answers { url, token, call, kill, start, stop }; the token is the administrator's.
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "fika-e2e-"));
  const data = join(folder, "data");
  const init = ["init", "--data", data, "--organisation", "Fika", "--admin", "admin@example.org"];
  const made = spawnSync(process.env.FIKA_SERVER, init, { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const token = made.stdout.trim().split("\n").at(-1);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let process_;

  async function start() {
    process_ = spawn(process.env.FIKA_SERVER, ["serve", "--data", data, "--port", String(port)], { stdio: "ignore" });
    await eventually(async () => {
      // Else somebody else's server might be the one that answers.
      assert.equal(process_.exitCode, null, "the server has ended");
      assert.equal((await fetch(`${url}/readyz`)).status, 200);
    }, 20_000);
  }
  async function end(signal) {
    if (process_.exitCode !== null || process_.signalCode !== null) return;
    const ended = once(process_, "exit");
    process_.kill(signal);
    await ended;
  }
  await start();
  const site = process.env.FIKA_WEB && (await serveSite(url, process.env.FIKA_WEB));
  return {
    url: site ? site.url : url,
    token,
    // The answer's fields, or an error with the server's words; as whom says the secret.
    call: (method, request, secret = token) => call(url, method, request, secret),
    start,
    kill: () => end("SIGKILL"),
    async stop() {
      site?.close();
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function call(url, method, request, secret) {
  const response = await fetch(`${url}/api/fika.v1.${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(secret ? { authorization: `Bearer ${secret}` } : {}) },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method}: ${answer.code}: ${answer.message}`);
  return answer;
}

// Below those that the system gives to whoever connects: a server that was killed must find its own free again.
async function freePort() {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const probe = createServer().listen(port, "127.0.0.1");
    const isFree = await once(probe, "listening").then(() => true, () => false);
    if (!isFree) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}
