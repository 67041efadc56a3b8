// SPDX-License-Identifier: GPL-3.0-or-later
// Files that somebody chooses, pastes or has uploaded.
import { randomBytes } from "node:crypto";
import { deflateSync, crc32 as crcOf } from "node:zlib";
import { makeId } from "./people.mjs";

// crc32 came with Node 20.15.
const crc32 = crcOf ?? ((bytes) => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
});

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

// A picture whose colours run from one corner to the other; or noise, which no packing makes smaller.
export function makePicture(width, height, isNoise = false) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = isNoise ? randomBytes((width * 3 + 1) * height) : Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * (width * 3 + 1);
    rows[row] = 0;
    for (let x = 0; !isNoise && x < width; x += 1) rows.set([(x * 255) / width, (y * 255) / height, 140], row + 1 + x * 3);
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
}

// Through the API, in one piece: its id.
export async function addFile(server, name, bytes, secret = server.token) {
  const id = makeId();
  await server.call("FileService/BeginUpload", { id, name, sizeBytes: String(bytes.length) }, secret);
  const sent = await fetch(`${server.url}/uploads/${id}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${secret}`, "upload-offset": "0", "tus-resumable": "1.0.0", "content-type": "application/offset+octet-stream" },
    body: bytes,
  });
  if (!sent.ok) throw new Error(`${name}: ${sent.status} ${await sent.text()}`);
  await server.call("FileService/FinishUpload", { id }, secret);
  return id;
}

// As the clipboard brings a file to what has focus.
export const pasteFile = (page, { name, mimeType, buffer }) =>
  page.evaluate(
    ({ name, mimeType, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], name, { type: mimeType }));
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { name, mimeType, base64: buffer.toString("base64") },
  );
