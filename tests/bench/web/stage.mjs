// SPDX-License-Identifier: GPL-3.0-or-later
// A release server with the organisation that deploy/run founds as its demo, and in it a community with one
// thread of many thousand messages. Maja, who sits before the browser, has read half of it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addPerson, makeId, post, signInByApi } from "../../e2e/people.mjs";
import { serveSite } from "../../e2e/site.mjs";
import { eventually } from "../../e2e/waiting.mjs";

const data = new URL("../../data/", import.meta.url).pathname;
const batchMax = 400;
const authors = ["Nils Öberg", "Fatima Zahra El Idrissi", "Gun-Britt Ek", "Jaakko Salo", "Li Wei", "Åsa Wallin", "Oluwaseun Adé", "Per Hed"];

export async function setStage({ server, cli, length }) {
  const folder = mkdtempSync(join(tmpdir(), "fika-bench-web-"));
  const own = await startServer(server, join(folder, "data"));
  const stage = {
    ...own,
    async stop() {
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    return { ...stage, ...(await found(stage, cli, length)) };
  } catch (fault) {
    await stage.stop();
    throw fault;
  }
}

async function startServer(program, folder) {
  const made = spawnSync(program, ["init", "--data", folder, "--organisation", "Fika Demo", "--admin", "admin@fika.example"], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const token = made.stdout.trim().split("\n").at(-1);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  // An hour's messages in minutes are more than one person may post.
  const serving = spawn(program, ["serve", "--data", folder, "--port", String(port), "--no-rate-limits", "--stop-spread-ms", "0"], { stdio: "ignore" });
  await eventually(async () => assert.equal((await fetch(`${url}/readyz`)).status, 200));
  // As in the browser tests: an app that no server has been built with yet.
  const site = process.env.FIKA_WEB && (await serveSite(url, process.env.FIKA_WEB));
  return {
    url: site ? site.url : url,
    // The client is waited for, and nothing else is answered from here meanwhile.
    serverUrl: url,
    token,
    call: (method, request, secret = token) => call(url, method, request, secret),
    async stop() {
      site?.close();
      const ended = once(serving, "exit");
      serving.kill("SIGTERM");
      await ended;
    },
  };
}

async function found(stage, cli, length) {
  const maja = await addPerson(stage, "Maja Lind");
  bringIn(stage, cli, ["slack", join(data, "slack-export")]);
  bringIn(stage, cli, ["irc", join(data, "chat-irc")]);
  const long = await bringInThread(stage, length);
  const secret = (await signInByApi(stage, maja)).secret;
  const { communities } = await stage.call("CommunityService/ListCommunities", {});
  for (const { community: { id } } of communities) {
    await stage.call("CommunityService/JoinCommunity", { community: id }, secret);
    await stage.call("CommunityService/JoinCommunity", { community: id });
  }
  const nils = await addPerson(stage, "Nils Holm");
  const nilsSecret = (await signInByApi(stage, nils)).secret;
  await stage.call("CommunityService/JoinCommunity", { community: long.community }, nilsSecret);
  let said = 0;
  return {
    maja,
    ...long,
    // As Nils, who is somewhere else.
    say: (text) => post(stage, long.thread, text, nilsSecret).then(() => (said += 1)),
    lengthNow: () => long.length + said,
    // The first message to be unread, whatever Maja has read since.
    async readUpTo(ordinal) {
      const marker = await stage.call("ReadingService/MarkUnread", { root: long.thread, ordinal: "1" }, secret);
      await stage.call("ReadingService/MarkRead", { root: long.thread, generation: marker.generation, ordinal: String(ordinal) }, secret);
    },
  };
}

function bringIn({ serverUrl, token }, cli, archive) {
  const { status, stderr } = spawnSync(cli, ["import", ...archive], { encoding: "utf8", env: { ...process.env, FIKA_URL: serverUrl, FIKA_TOKEN: token } });
  assert.equal(status, 0, stderr);
}

// Lines of real chats, now and then one that quotes another, a list or code, over three weeks.
async function bringInThread(stage, length) {
  const texts = chatLines();
  const people = authors.map((name) => ({ id: makeId(), name }));
  const [community, thread] = [makeId(), makeId()];
  const beganMs = Date.now() - length * 3 * 60_000;
  const createdAtMs = (at) => String(beganMs + at * 3 * 60_000);
  const messages = Array.from({ length }, (_, at) => ({ id: makeId(), thread, author: people[Math.floor(at / 3) % people.length].id, text: texts[at % texts.length], createdAtMs: createdAtMs(at) }));
  for (let at = 25; at < length; at += 25) messages[at].quotes = [messages[at - 7].id];
  for (let at = 40; at < length; at += 40) messages[at].text += "\n\n1. Weigh the beans: **60 g a litre**.\n2. Rinse the filter.\n\n```sh\nbrew --dose 60 --water 1000\n```";
  for (let at = 30; at < length; at += 30) messages[at].reactions = people.slice(0, 3).map(({ id }) => ({ person: id, emoji: "👍" }));
  await stage.call("ImportService/ImportBatch", {
    people,
    communities: [{ id: community, name: "Long talks", purpose: "Threads that never end.", openness: "OPENNESS_OPEN", createdAtMs: createdAtMs(0), members: people.map(({ id }) => id) }],
    threads: [{ id: thread, community, title: "What we talk about all day", author: people[0].id, createdAtMs: createdAtMs(0) }],
  });
  for (let at = 0; at < length; at += batchMax) await stage.call("ImportService/ImportBatch", { messages: messages.slice(at, at + batchMax) });
  return { community, thread, texts, length, messageAt: (ordinal) => messages[ordinal - 1].id };
}

function chatLines() {
  const folder = join(data, "chat-irc");
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
  return lines.map((line) => JSON.parse(line).text).filter((text) => text?.trim());
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

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
