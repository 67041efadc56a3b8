// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of a file that is on its way. It is drawn from the bytes on this device: the content policy
// lets no address stand for those.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { isPicture } from "../../store/attached";
import type { Store } from "../../store/store";
import { type Upload, uploads } from "../../store/uploads";
import { iconOf, smallHref } from "../../ui/files/shown_file";
import { Icon } from "../../ui/icon";

const side = 96; // in pixels; it stands half as large

export function FilePicture({ store, id, upload }: { store: Store; id: string; upload: Upload | undefined }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isThere = upload?.state === "done";
  const isDrawn = upload !== undefined && !isThere && isPicture(upload);
  useEffect(() => {
    if (isDrawn) void draw(store, id, canvas.current).catch(() => undefined);
  }, [id, isDrawn]);
  return (
    <span class="attachment-picture" aria-hidden="true">
      {isDrawn && <canvas ref={canvas} width={side} height={side} />}
      {isThere && upload.file?.width ? <img src={smallHref(id)} alt="" width={48} height={48} /> : !isDrawn && <Icon name={iconOf(upload?.file?.mediaType ?? upload?.mediaType ?? "")} />}
    </span>
  );
}

async function draw(store: Store, id: string, canvas: HTMLCanvasElement | null): Promise<void> {
  const content = await uploads(store).contentOf(id);
  if (!content || !canvas) return;
  const picture = await createImageBitmap(content);
  const scale = Math.max(side / picture.width, side / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d")?.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height);
  picture.close();
}
