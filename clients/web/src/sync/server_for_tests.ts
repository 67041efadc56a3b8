// SPDX-License-Identifier: GPL-3.0-or-later
// The real server on a folder of its own, where there is one built: FIKA_SERVER names another.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create, type DescMessage, type DescMethodUnary, fromBinary, type MessageInitShape, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { PeopleService, Role } from "../gen/fika/v1/people_pb";
import { SignInService } from "../gen/fika/v1/sign_in_pb";
import { makeId } from "./ids";
import { methodName } from "./methods";

export const serverProgram = [process.env.FIKA_SERVER, "../../build/release/fika-server", "../../build/dev/fika-server"].find(
  (path) => path !== undefined && existsSync(path),
);

export interface Account {
  readonly person: string;
  readonly token: string;
}

export class TestServer {
  private child: ChildProcess | undefined;
  private constructor(
    private readonly folder: string,
    readonly port: number,
    readonly admin: Account,
  ) {}

  static async start(): Promise<TestServer> {
    const folder = mkdtempSync(join(tmpdir(), "fika-web-"));
    const words = ["init", "--data", join(folder, "data"), "--organisation", "Ours", "--admin", "admin@example.org"];
    const made = spawnSync(serverProgram ?? "", words, { encoding: "utf8" });
    const token = made.stdout.trim().split("\n").at(-1) ?? "";
    const server = new TestServer(folder, await freePort(), { person: "", token });
    await server.run();
    const me = await server.call(server.admin, PeopleService.method.getMe, {});
    return Object.assign(server, { admin: { person: me.person?.id ?? "", token } });
  }

  async run(): Promise<void> {
    const words = ["serve", "--data", join(this.folder, "data"), "--port", String(this.port), "--stop-spread-ms", "50", "--no-rate-limits"];
    this.child = spawn(serverProgram ?? "", words, { stdio: "ignore" });
    for (let i = 0; i < 200; i++) {
      const isReady = await fetch(`http://127.0.0.1:${this.port}/readyz`).then((answer) => answer.ok, () => false);
      if (isReady) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the server does not answer");
  }
  async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }
  async stop(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async call<I extends DescMessage, O extends DescMessage>(by: Account | undefined, method: DescMethodUnary<I, O>, request: MessageInitShape<I>): Promise<MessageShape<O>> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/${methodName(method)}`, {
      method: "POST",
      headers: { "content-type": "application/proto", ...(by ? { authorization: `Bearer ${by.token}` } : {}) },
      body: toBinary(method.input, create(method.input, request)) as Uint8Array<ArrayBuffer>,
    });
    if (!response.ok) throw new Error(await response.text());
    return fromBinary(method.output, new Uint8Array(await response.arrayBuffer()));
  }

  async person(name: string, role = Role.MEMBER): Promise<Account> {
    const person = makeId();
    await this.call(this.admin, PeopleService.method.addPerson, { id: person, name, role });
    const { secret } = await this.call(this.admin, SignInService.method.createSignInLink, { person });
    const signedIn = await this.call(undefined, SignInService.method.signInWithLink, { secret, device: "Test" });
    return { person, token: signedIn.secret };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
