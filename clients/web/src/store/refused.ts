// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that were refused and wait for the person: what they would have done, in a form that a view
// can put into words.
import { computed, type ReadonlySignal } from "@preact/signals";
import { fromBinary, type Message } from "@bufbuild/protobuf";
import { methodNamed } from "../sync/methods";
import type { CommandView } from "../sync/outbox";
import { type Place, placeOf } from "./news";
import type { Store } from "./store";

export interface RefusedCommand {
  readonly n: number;
  // "PostMessage", as in the protos.
  readonly method: string;
  // What the person wrote, whole; "" where they wrote nothing.
  readonly text: string;
  readonly place: Place;
  readonly reason: { readonly code: string; readonly message: string };
  readonly atMs: number;
  // So many others wait for what becomes of it.
  readonly heldCount: number;
}

export function refusedCommands(store: Store): ReadonlySignal<readonly RefusedCommand[]> {
  return store.memo("refused commands", () =>
    computed(() =>
      store.refused.value.map((command) => ({
        n: command.n,
        method: command.method.slice(command.method.indexOf("/") + 1),
        ...contentOf(command),
        place: placeIn(store, command),
        reason: { code: command.refused?.code ?? "unknown", message: command.refused?.message ?? "" },
        atMs: command.createdMs,
        heldCount: store.commands.value.filter((other) => other.state === "held" && buildsOn(other, command)).length,
      })),
    ),
  );
}

const buildsOn = (other: CommandView, { makes }: CommandView): boolean => other.about.some((id) => makes.includes(id));

function contentOf({ method, request }: CommandView): { text: string } {
  const known = methodNamed(method);
  if (!known) return { text: "" };
  const { title, text, name } = fromBinary(known.input, request) as Message & Partial<Record<"title" | "text" | "name", string>>;
  return { text: [title, name, text].filter(Boolean).join("\n") };
}

// Where it would have been done: what it is about, or a message's thread.
function placeIn(store: Store, { about, makes }: CommandView): Place {
  const places = [...about, ...makes].map((id) => placeOf(store, id));
  const found = places.find(({ is }) => is !== "unknown");
  if (found) return found;
  const root = about.map((id) => store.world.keyOfPost(id)).find(Boolean);
  const post = root && (store.world.get(root) as (Message & { root?: string }) | undefined);
  return post && post.root ? placeOf(store, post.root) : { is: "unknown", id: about[0] ?? "" };
}
