// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of a file that is about to be sent. It is drawn from the bytes on this device: the content policy
// lets no address stand for those.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../icon";
import { iconOf, smallHref } from "./shown_file";

const side = 96; // in pixels; it stands half as large

export interface SmallPictureProps {
  readonly id: string;
  readonly mediaType: string;
  // The server has it, and knows it for a picture.
  readonly isThere: boolean;
  // Drawn from its own bytes until then; undefined: it is no picture.
  readonly content: (() => Promise<Blob | undefined>) | undefined;
}

export function SmallPicture({ id, mediaType, isThere, content }: SmallPictureProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDrawn = !isThere && content !== undefined;
  useEffect(() => {
    if (isDrawn) void draw(content, canvas.current).catch(() => undefined);
  }, [id, isDrawn]);
  return (
    <span class="file-small" aria-hidden="true">
      {isDrawn && <canvas ref={canvas} width={side} height={side} />}
      {isThere ? <img src={smallHref(id)} alt="" width={48} height={48} /> : !isDrawn && <Icon name={iconOf(mediaType)} />}
    </span>
  );
}

async function draw(content: () => Promise<Blob | undefined>, canvas: HTMLCanvasElement | null): Promise<void> {
  const bytes = await content();
  if (!bytes || !canvas) return;
  const picture = await createImageBitmap(bytes);
  const scale = Math.max(side / picture.width, side / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d")?.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height);
  picture.close();
}
