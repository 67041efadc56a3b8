// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { CallRefused, previewOf } from "../../store/posts";
import type { Store } from "../../store/store";
import { MessageBody } from "./message_body";

const pauseMs = 250;

// How it will look, made by the server as it would make the message.
export function Preview({ store, text }: { store: Store; text: string }): JSX.Element {
  const shown = useSignal<{ readonly html: string; readonly text: string } | null>(null);
  const fault = useSignal("");
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      previewOf(store, text).then(
        (html) => {
          if (!isWanted) return;
          shown.value = { html, text };
          fault.value = "";
        },
        (thrown: unknown) => {
          if (isWanted) fault.value = thrown instanceof CallRefused && thrown.code !== "unavailable" ? thrown.message : t("talk.preview.offline");
        },
      );
    }, shown.peek() ? pauseMs : 0);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <div class="preview" role="region" aria-label={t("talk.composer.preview")}>
      {fault.value ? <p class="talk-quiet">{fault.value}</p> : shown.value && <MessageBody {...shown.value} />}
    </div>
  );
}
