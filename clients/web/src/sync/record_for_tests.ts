// SPDX-License-Identifier: GPL-3.0-or-later
// Records src/sync/recorded_streams.br from a fika-server on a folder of its own; scripts/record_sync.mjs
// runs it. FIKA_SEED chooses what people do.
import { writeFileSync } from "node:fs";
import { create, toBinary } from "@bufbuild/protobuf";
import { ListMessagesRequestSchema, MessageService } from "../gen/fika/v1/messages_pb";
import { methodName } from "./methods";
import { type RecordedClientOf, recordEnd } from "./recorded_end_for_tests";
import { nameOf, RecordingClient } from "./recorded_client_for_tests";
import { randomFrom, RecordedScene } from "./recorded_scene_for_tests";
import { encodeRecording, type RecordedEnd } from "./recording_for_tests";
import { serverProgram, TestServer } from "./server_for_tests";

const steps = 500;
const file = "src/sync/recorded_streams.br";
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function record(): Promise<void> {
  if (!serverProgram) throw new Error("There is no fika-server to record: build it, or name it by FIKA_SERVER.");
  const below = randomFrom(Number(process.env.FIKA_SEED ?? 7));
  const server = await TestServer.start();
  try {
    const scene = await RecordedScene.begin(server, below(1_000_000));
    const watched: RecordedClientOf[] = [["Maja", scene.maja] as const, ["Nils", scene.nils] as const, ["Gita", scene.guest] as const].map(
      ([name, account]) => ({ name, account, clients: [0, 1].map(() => new RecordingClient(server.port, account.token)), ends: [] }),
    );
    const all = watched.flatMap(({ clients }) => clients);
    for (const client of all) await client.connect();
    for (let i = 0; i < steps; i++) {
      await scene.step();
      await pause(4);
      for (const { clients } of watched) {
        const flaky = clients[1] as RecordingClient;
        if (flaky.isConnected && below(24) === 0) flaky.cut();
        else if (!flaky.isConnected && below(5) === 0) await flaky.connect();
      }
      if (below(12) === 0) {
        const root = scene.threads[below(scene.threads.length)] ?? "";
        const request = toBinary(ListMessagesRequestSchema, create(ListMessagesRequestSchema, { root, limit: 6 + below(40) }));
        for (const client of all) if (client.isConnected) client.ask(methodName(MessageService.method.listMessages), request);
      }
    }
    await pause(1_500);
    for (const client of all) if (client.isConnected) client.cut();
    for (const each of watched) each.ends.push(await recordEnd(server, scene, each));
    const told = `${scene.done} commands done, ${scene.refused} refused`;
    await scene.flood();
    await pause(1_500);
    for (const each of watched) each.ends.push(await recordEnd(server, scene, each));
    const bytes = encodeRecording(
      watched.map(({ name, clients, ends }) => ({ name, ends: ends as RecordedEnd[], clients: clients.map(({ connections }) => connections) })),
    );
    writeFileSync(file, bytes);
    const frames = all.flatMap(({ connections }) => connections).reduce((sum, each) => sum + each.frames.length, 0);
    const positions = new Set(all.flatMap((client) => [...client.positions.values()].map(nameOf)));
    console.log(`${told}; ${frames} frames, ${positions.size} positions: ${file}, ${bytes.length} bytes`);
  } finally {
    await server.stop();
  }
}

await record();
process.exit(0);
