// SPDX-License-Identifier: GPL-3.0-or-later
// What tabs ask of the one that leads, as calls of its engine.
import type { Engine } from "./engine";
import type { Asked } from "./tab_words";

export async function runAsked(engine: Engine, asked: Asked): Promise<unknown> {
  switch (asked.do) {
    case "query":
      return engine.query(asked.method, asked.request);
    case "enqueue":
      return engine.enqueue(asked.row);
    case "adopt":
      return engine.adopt(asked.row);
    case "retry":
      return engine.retry(asked.n, asked.request);
    case "discard":
      return engine.discard(asked.n);
    case "watch":
      return engine.watch(asked.root);
    case "unwatch":
      return engine.unwatch(asked.root);
    case "load_root":
      return engine.loadRoot(asked.root, asked.stretch);
    case "load_keys":
      return engine.loadKeys(asked.keys);
    case "typing":
      return engine.typing(asked.root);
    case "wake":
      return engine.wake();
    case "start":
      return engine.start();
  }
}
