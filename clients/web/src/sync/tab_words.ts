// SPDX-License-Identifier: GPL-3.0-or-later
// What the tabs of one person say to each other.
import type { NewRow, OutboxRow } from "./outbox_store";
import type { Update } from "./port";
import type { Stretch } from "./stretches";

export type Asked =
  | { readonly do: "query"; readonly method: string; readonly request: Uint8Array }
  | { readonly do: "enqueue"; readonly row: NewRow }
  | { readonly do: "adopt"; readonly row: OutboxRow }
  | { readonly do: "retry"; readonly n: number; readonly request: Uint8Array | undefined }
  | { readonly do: "discard"; readonly n: number }
  | { readonly do: "watch" | "unwatch" | "typing"; readonly root: string }
  | { readonly do: "load_root"; readonly root: string; readonly stretch: Stretch | undefined }
  | { readonly do: "load_keys"; readonly keys: readonly string[] }
  | { readonly do: "wake" | "start" };

export type Word =
  | { readonly is: "join"; readonly tab: string }
  | { readonly is: "leading" }
  | { readonly is: "everything"; readonly to: string; readonly serial: number; readonly update: Update }
  | { readonly is: "update"; readonly serial: number; readonly update: Update }
  | { readonly is: "ask"; readonly tab: string; readonly id: number; readonly asked: Asked }
  | { readonly is: "told"; readonly to: string; readonly id: number; readonly value: unknown }
  | { readonly is: "refused"; readonly to: string; readonly id: number; readonly code: string; readonly message: string }
  | { readonly is: "bye"; readonly tab: string };
