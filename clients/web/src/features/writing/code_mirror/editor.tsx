// SPDX-License-Identifier: GPL-3.0-or-later
// The field that pages are written in: CodeMirror, with Markdown shown as what it means.
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, placeholder } from "@codemirror/view";
import type { JSX, Ref } from "preact";
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PageFormat } from "../formats";
import { suggestNames, type Token, tokenIn } from "../suggesting";
import { t } from "../../../i18n";
import { type Completion, CompletionList } from "../../../ui/completion_list";
import { rove } from "../../../ui/roving";
import { folded } from "./folded";
import { incoming, insert, type TakeFiles } from "./incoming";
import { applyTo, change, isInCode, keys } from "./keys";
import { markdown } from "./markdown";
import { allowStyles } from "./style_set";
import { theme } from "./theme";

export interface EditorHandle {
  readonly focus: () => void;
  readonly insert: (text: string) => void;
  readonly format: (wanted: PageFormat) => void;
}

export interface EditorProps {
  readonly label: string;
  readonly value: string;
  // Another number: the value has been changed elsewhere, and takes the place of what stands here.
  readonly version: number;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  readonly placeholder?: string;
  // How high it is at least; without, much of the window.
  readonly lines?: number | undefined;
  // BCP 47 tag of what is written, for spelling and voices; "" if unknown.
  readonly language: string;
  readonly suggest: (token: Token) => readonly Completion[];
  // What a suggestion behind a slash does.
  readonly onSlash: (id: string, handle: EditorHandle) => void;
  readonly takeFiles: TakeFiles;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly handle?: Ref<EditorHandle>;
}

export function Editor(props: EditorProps): JSX.Element {
  const id = useId();
  const home = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const attributes = useRef(new Compartment());
  const [token, setToken] = useState<Token | null>(null);
  const [at, setAt] = useState(0);
  const options = token ? props.suggest(token) : [];
  const active = Math.min(at, Math.max(0, options.length - 1));
  const isOpen = options.length > 0;

  const handle: EditorHandle = {
    focus: () => view.current?.focus(),
    insert: (text) => view.current && insert(view.current, text, "input"),
    format: (wanted) => view.current && applyTo(view.current, wanted),
  };
  useImperativeHandle(props.handle ?? null, () => handle);

  const choose = (option: Completion) => {
    const shown = view.current;
    if (!shown || !token) return;
    const { head } = shown.state.selection.main;
    // Brackets that were closed before belong to the link.
    const end = token.is === "page" && shown.state.sliceDoc(head, head + 2) === "]]" ? head + 2 : head;
    shown.dispatch({ changes: { from: token.from, to: end, insert: option.insert }, selection: { anchor: token.from + option.insert.length }, userEvent: "input.complete" });
    setToken(null);
    if (token.is === "slash") props.onSlash(option.id, handle);
    shown.focus();
  };
  const onSuggestionKey = (event: KeyboardEvent): boolean => {
    const option = options[active];
    if (!option) return false;
    if (event.key === "Escape") return setToken(null), true;
    if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && !event.ctrlKey && !event.metaKey) return choose(option), true;
    const next = event.key === "Home" || event.key === "End" ? null : rove(event.key, active, options.length, { axis: "vertical" });
    if (next === null) return false;
    setAt(next);
    return true;
  };
  const now = useRef({ ...props, onSuggestionKey });
  now.current = { ...props, onSuggestionKey };

  const look = (state: EditorState) => {
    const { head, empty } = state.selection.main;
    const line = state.doc.lineAt(head);
    const found = empty && !isInCode(state) ? tokenIn(state.sliceDoc(line.from, head), line.from) : null;
    setToken((before) => (before && found && before.is === found.is && before.from === found.from && before.query === found.query ? before : found));
    setAt(0);
  };
  const named = (): Extension =>
    EditorView.contentAttributes.of({
      id: `${id}-text`,
      "aria-label": props.label,
      "aria-autocomplete": "list",
      spellcheck: "true",
      autocorrect: "on",
      autocapitalize: "sentences",
      ...(props.language ? { lang: props.language } : {}),
      ...(props.describedBy ? { "aria-describedby": props.describedBy } : {}),
      ...(props.isInvalid ? { "aria-invalid": "true" } : {}),
      ...(isOpen ? { "aria-controls": `${id}-list`, "aria-activedescendant": `${id}-${active}` } : {}),
    });

  useLayoutEffect(() => {
    if (!home.current) return;
    allowStyles();
    if (props.lines) home.current.style.setProperty("--writing-lines", `${props.lines}`);
    const shown = new EditorView({
      parent: home.current,
      state: EditorState.create({
        doc: props.value,
        extensions: [
          keys(() => now.current),
          incoming(() => now.current.takeFiles),
          markdown(),
          folded,
          theme,
          EditorView.lineWrapping,
          placeholder(props.placeholder ?? ""),
          attributes.current.of(named()),
          // What stands above and below it must not hide the line that is written.
          EditorView.scrollMargins.of(() => ({ top: 64, bottom: window.innerHeight > 450 ? 96 : 8 })),
          EditorView.updateListener.of(({ docChanged, selectionSet, focusChanged, view: { hasFocus }, state }) => {
            if (docChanged) now.current.onChange(state.doc.toString());
            if (focusChanged && !hasFocus) setToken(null);
            else if (docChanged) look(state);
            else if (selectionSet) setToken(null);
          }),
        ],
      }),
    });
    view.current = shown;
    return () => {
      view.current = null;
      shown.destroy();
    };
  }, []);
  useEffect(() => {
    view.current?.dispatch({ effects: attributes.current.reconfigure(named()) });
  }, [props.label, props.language, props.describedBy, props.isInvalid, isOpen, active]);
  // What was kept is brought back, say. By the number alone: a value lags behind fast fingers.
  useEffect(() => {
    const shown = view.current;
    if (!shown || shown.state.doc.toString() === props.value) return;
    const caret = Math.min(shown.state.selection.main.head, props.value.length);
    change(shown, { text: props.value, from: caret, to: caret });
  }, [props.version]);

  const coords = token ? (view.current?.coordsAtPos(token.from) ?? null) : null;
  const beside = coords && { left: coords.left, top: coords.top, width: 0, height: coords.bottom - coords.top };
  return (
    <div class={props.lines ? "writing-editor writing-editor-low" : "writing-editor"} ref={home}>
      {isOpen && beside && (
        <CompletionList id={id} label={t(suggestNames[token?.is ?? "page"])} beside={beside} options={options} active={active} onChoose={choose} />
      )}
    </div>
  );
}
