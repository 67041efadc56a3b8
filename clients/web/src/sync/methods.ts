// SPDX-License-Identifier: GPL-3.0-or-later
// Every method by its full name, and what a query's answer brings for the replica: the entities that
// are anywhere in it, and which stretch of a root it is the whole of.
import { type DescMethod, fromBinary, isMessage, type Message } from "@bufbuild/protobuf";
import { type ListMessagesReply, ListMessagesReplySchema } from "../gen/fika/v1/messages_pb";
import { services } from "../gen/services";
import { kindOfType } from "./entity_kinds";
import type { Fetched } from "./fetched";

const byName = new Map(services.map((service) => [service.typeName, service]));

export function methodName(method: DescMethod): string {
  return `${method.parent.typeName}/${method.name}`;
}
export function methodNamed(full: string): DescMethod | undefined {
  const [service = "", name] = full.split("/");
  return byName.get(service)?.methods.find((each) => each.name === name);
}

export function fetchedIn(method: string, response: Uint8Array, seq: number): Fetched {
  const known = methodNamed(method);
  if (!known) return { seq, entities: [] };
  const reply = fromBinary(known.output, response);
  const entities: Message[] = [];
  collect(reply, entities);
  const stretch = isMessage(reply, ListMessagesReplySchema) ? stretchOf(reply) : undefined;
  return stretch ? { seq, entities, stretch } : { seq, entities };
}

function collect(value: unknown, entities: Message[]): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, entities);
  } else if (isMessage(value)) {
    if (kindOfType(value.$typeName)) entities.push(value);
    else for (const field of Object.values(value)) collect(field, entities);
  }
}

// Ordinals have no holes: what was deleted or moved leaves a stub.
function stretchOf({ messages }: ListMessagesReply): Fetched["stretch"] {
  const [first] = messages;
  const last = messages.at(-1);
  return first && last ? { root: first.root, from: Number(first.ordinal), to: Number(last.ordinal) } : undefined;
}
