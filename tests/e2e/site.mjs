// SPDX-License-Identifier: GPL-3.0-or-later
// The web app from a folder, and all else from a real server: for versions of the app that no server has been
// built with. Its answers have the real one's policy.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { connect } from "node:net";
import { extname, join } from "node:path";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

// Answers { url, close }. The folder is read anew each time, as another build may be in it by then.
export async function serveSite(serverUrl, folder) {
  const port = Number(new URL(serverUrl).port);
  const policy = (await fetch(serverUrl)).headers.get("content-security-policy");
  const site = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (/^\/(api\/|f\/|files\/|uploads\/|healthz|readyz)/.test(path)) return passOn(request, response, port);
    const wanted = join(folder, path);
    const isFile = existsSync(wanted) && statSync(wanted).isFile();
    if (!isFile && extname(wanted)) return response.writeHead(404).end();
    const file = isFile ? wanted : join(folder, "index.html");
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "text/plain",
      "content-security-policy": policy,
      "cache-control": file.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(readFileSync(file));
  });
  site.on("upgrade", (request, near, head) => {
    const far = connect(port, "127.0.0.1", () => {
      const lines = request.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      far.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      far.write(head);
      near.pipe(far).pipe(near);
    });
    for (const [end, other] of [[near, far], [far, near]]) {
      end.on("error", () => end.destroy());
      end.on("close", () => other.destroy());
    }
  });
  await new Promise((done) => site.listen(0, "127.0.0.1", done));
  return {
    url: `http://localhost:${site.address().port}`,
    close() {
      site.close();
      site.closeAllConnections();
    },
  };
}

// The names of the headers stay as they came, the host too: the server compares it with the origin.
function passOn(request, response, port) {
  const far = ask({ port, host: "127.0.0.1", method: request.method, path: request.url, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  far.on("error", () => response.destroy());
  request.pipe(far);
}
