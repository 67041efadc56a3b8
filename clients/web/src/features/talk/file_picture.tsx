// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { isPicture } from "../../store/attached";
import type { Store } from "../../store/store";
import { type Upload, uploads } from "../../store/uploads";
import { SmallPicture } from "../../ui/files/small_picture";

// A small picture of a file that is on its way with a message.
export function FilePicture({ store, id, upload }: { store: Store; id: string; upload: Upload | undefined }): JSX.Element {
  const isDone = upload?.state === "done";
  const isDrawn = upload !== undefined && !isDone && isPicture(upload);
  return (
    <SmallPicture
      id={id}
      mediaType={upload?.file?.mediaType ?? upload?.mediaType ?? ""}
      isThere={isDone && Boolean(upload.file?.width)}
      content={isDrawn ? () => uploads(store).contentOf(id) : undefined}
    />
  );
}
