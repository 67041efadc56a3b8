// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a page: toolbar and editor, with what it can be completed by.
import type { ComponentType, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { Skeleton } from "../../ui/placeholders";
import { refusalWords } from "../../ui/refusal_words";
import { toast } from "../../ui/toast";
import { attachFiles } from "./attaching";
import type { EditorHandle, EditorProps } from "./code_mirror/editor";
import { bytesOver } from "./composing";
import type { PageFormat } from "./formats";
import { DescribeFiles } from "./describe_dialog";
import { useSuggestions } from "./near";
import { OnTheirWay } from "./on_their_way";
import { Toolbar } from "./toolbar";

// The editor is the largest part of the app; the form around it is there before. It is asked for together with
// the view.
let Loaded: ComponentType<EditorProps> | undefined;
const loading = (): Promise<void> => import("./code_mirror/editor").then(({ Editor }) => void (Loaded = Editor));
void loading().catch(() => undefined);

// So long it may take on a slow line before anything is said.
const patienceMs = 4000;

// Asked for again whenever there is a connection: on a device that has never had it, it may be missing.
function useEditor(isLive: boolean): { readonly Editor: ComponentType<EditorProps> | undefined; readonly isMissing: boolean } {
  const [isMissing, setMissing] = useState(false);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (Loaded) return;
    let isWanted = true;
    const late = setTimeout(() => setMissing(true), patienceMs);
    loading().then(
      () => isWanted && redraw(1),
      () => isWanted && setMissing(true),
    );
    return () => {
      isWanted = false;
      clearTimeout(late);
    };
  }, [isLive]);
  return { Editor: Loaded, isMissing: isMissing && !Loaded };
}

interface BodyProps {
  readonly store: Store;
  readonly page: string;
  readonly community: string;
  readonly language: string;
  readonly label: string;
  readonly hint?: string;
  // A field of a few lines among others: without toolbar, as the keys and the slash do the same.
  readonly lines?: number;
  readonly value: string;
  readonly version: number;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

export function BodyField(props: BodyProps): JSX.Element {
  const { store, label, hint, lines, value } = props;
  const id = useId();
  const { Editor, isMissing } = useEditor(store.status.value.isLive);
  const editor = useRef<EditorHandle>(null);
  const suggest = useSuggestions(store, props.community, props.page);
  const over = bytesOver(value);
  const [taking, setTaking] = useState(0);
  const take = (files: readonly File[]) => {
    setTaking((count) => count + 1);
    attachFiles(store, files)
      .then(
        (made) => made.length > 0 && editor.current?.insert(made.join("\n\n")),
        (thrown: unknown) => toast({ text: refusalWords(thrown), tone: "danger" }),
      )
      .finally(() => setTaking((count) => count - 1));
  };
  const described = [hint && `${id}-hint`, over > 0 && `${id}-over`].filter(Boolean).join(" ");
  return (
    <div class="writing-body">
      <p class="field-label" aria-hidden="true" onClick={() => editor.current?.focus()}>
        {label}
      </p>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="writing-frame">
        {!lines && <Toolbar onFormat={(wanted) => editor.current?.format(wanted)} onFiles={take} />}
        {!Editor && !isMissing && <Skeleton lines={lines ?? 8} />}
        {isMissing && (
          <p class="writing-missing" role="status">
            <Icon name="offline" />
            <span>{t("writing.editor.missing")}</span>
          </p>
        )}
        {Editor && (
          <Editor
            handle={editor}
            label={label}
            value={value}
            version={props.version}
            lines={lines}
            placeholder={lines ? "" : t("writing.text.placeholder")}
            language={props.language}
            suggest={suggest}
            takeFiles={take}
            isInvalid={over > 0}
            describedBy={described || undefined}
            onChange={props.onChange}
            onSave={props.onSave}
            onSlash={(wanted, handle) => handle.format(wanted as PageFormat)}
          />
        )}
      </div>
      {taking > 0 && <OnTheirWay store={store} />}
      {taking > 0 && <DescribeFiles store={store} />}
      {over > 0 && (
        <p class="field-error" id={`${id}-over`} role="alert">
          {t("writing.fault.textLong", { kilobytes: Math.ceil(over / 1024) })}
        </p>
      )}
    </div>
  );
}
