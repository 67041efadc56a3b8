// SPDX-License-Identifier: GPL-3.0-or-later
// What is in the pictures that are being put into a page, for those who do not see them, and the captions of sound
// and video. Whoever closes it has their files all the same.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { isPicture } from "../../store/attached";
import type { Store } from "../../store/store";
import { uploads } from "../../store/uploads";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { ChooseFile } from "../../ui/files/choose_file";
import { SmallPicture } from "../../ui/files/small_picture";
import { TextField } from "../../ui/text_field";
import { type Asking, toDescribe } from "./attaching";

export function DescribeFiles({ store }: { store: Store }): JSX.Element | null {
  const [first] = toDescribe.value;
  return first ? <Describe key={first.ids[0]} store={store} asking={first} /> : null;
}

const nothing = { alt: "", captions: null };

function Describe({ store, asking }: { store: Store; asking: Asking }): JSX.Element {
  const [told, setTold] = useState<ReadonlyMap<string, { readonly alt: string; readonly captions: File | null }>>(new Map());
  const tell = (id: string, change: { readonly alt?: string; readonly captions?: File | null }) =>
    setTold(new Map(told).set(id, { ...(told.get(id) ?? nothing), ...change }));
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const close = () => asking.answer(told);
  return (
    <Dialog
      isOpen
      isKeptOnOutsidePress
      title={t("writing.describe.title", { count: asking.ids.length })}
      onClose={close}
      actions={
        <Button tone="primary" onClick={close}>
          {t("writing.describe.done")}
        </Button>
      }
    >
      <div
        class="describe"
        // The form of the page around it must not be sent.
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
          event.preventDefault();
          close();
        }}
      >
        {asking.ids.map((id, at) => {
          const upload = uploads(store).upload(id).value;
          if (!upload) return null;
          const { alt, captions } = told.get(id) ?? nothing;
          const isDrawn = isPicture(upload);
          return (
            <div key={id} class="describe-one">
              <SmallPicture id={id} mediaType={upload.mediaType} isThere={false} content={isDrawn ? () => uploads(store).contentOf(id) : undefined} />
              <div class="describe-words">
                <p class="file-meta">{upload.name}</p>
                {isDrawn ? (
                  <TextField label={t("files.alt")} hint={t("files.alt.hint")} value={alt} lengthMax={500} {...(at === 0 ? { inputRef: first } : {})} onInput={(value) => tell(id, { alt: value })} autocomplete="off" />
                ) : (
                  <p>
                    {captions && <span class="file-meta">{t("files.captions.there", { name: captions.name })}</span>}
                    <ChooseFile accept=".vtt,text/vtt" onChoose={([chosen]) => chosen && tell(id, { captions: chosen })}>
                      {t("files.captions.add")}
                    </ChooseFile>
                  </p>
                )}
              </div>
            </div>
          );
        })}
      </div>
    </Dialog>
  );
}
