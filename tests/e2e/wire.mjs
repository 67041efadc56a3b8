// SPDX-License-Identifier: GPL-3.0-or-later
// The wire between one person's browser and the server, which can be cut: a browser told to be offline keeps
// the sockets that it has.
import { once } from "node:events";
import { connect, createServer } from "node:net";

// The server as it is at the other end of a wire: with a url of its own, cut() and mend(). cutAfter(bytes): in the
// midst of what the browser sends. sentBytes(): how much that has been so far.
export async function layWire(server) {
  const ends = new Set();
  let isWhole = true;
  let sent = 0;
  let most = Infinity;
  function cut() {
    isWhole = false;
    most = Infinity;
    for (const end of ends) end.destroy();
  }
  const target = Number(new URL(server.url).port);
  const listener = createServer((near) => {
    if (!isWhole) return near.destroy();
    const far = connect(target, "127.0.0.1");
    near.on("data", ({ length }) => {
      sent += length;
      if (sent > most) cut();
    });
    for (const [end, other] of [[near, far], [far, near]]) {
      ends.add(end);
      end.on("error", () => end.destroy());
      end.on("close", () => {
        ends.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  return {
    ...server,
    url: `http://localhost:${listener.address().port}`,
    cut,
    cutAfter: (bytes) => (most = sent + bytes),
    sentBytes: () => sent,
    mend: () => (isWhole = true),
    take() {
      listener.close();
      for (const end of ends) end.destroy();
    },
  };
}
