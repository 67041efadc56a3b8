// SPDX-License-Identifier: GPL-3.0-or-later
// The field that messages are written in: it grows, completes names and emoji, knows Markdown's marks by
// shortcut, and takes what is pasted with its form. Used for new messages and for changing old ones.
import type { JSX, Ref } from "preact";
import { useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import { type Completion, CompletionList } from "../../ui/completion_list";
import { completionsFor } from "./completing";
import { type Token, tokenAt } from "./mentions";
import { applyFormat, differenceOf, formatOf, newLine, type Selected } from "../../ui/markdown_keys";
import { pastedMarkdown } from "../../ui/paste";
import { rove } from "../../ui/roving";

export interface FieldHandle {
  readonly focus: () => void;
  // At the caret.
  readonly insert: (text: string) => void;
}

export interface WritingFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  // Somebody is being looked for behind an @.
  readonly onLookFor?: (query: string) => void;
  // Somebody was chosen for an @.
  readonly onMention: (name: string, person: string) => void;
  readonly onSend: () => void;
  // Pictures or other files were pasted.
  readonly onFiles?: (files: readonly File[]) => void;
  readonly onEscape?: () => void;
  // The arrow up in an empty field.
  readonly onArrowUp?: () => void;
  readonly onBlur?: () => void;
  // Enter sends and Shift+Enter begins a line; otherwise Enter begins a line, as on a phone.
  readonly sendsOnEnter: boolean;
  readonly people: readonly Completion[];
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly rows?: number;
  readonly handle?: Ref<FieldHandle>;
}

export function WritingField(props: WritingFieldProps): JSX.Element {
  const { value, onInput, people } = props;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [token, setToken] = useState<Token | null>(null);
  const [at, setAt] = useState(0);
  const options = token ? completionsFor(token, people) : [];
  const active = Math.min(at, Math.max(0, options.length - 1));
  const isOpen = options.length > 0;
  // Where the caret goes once the new text is in the field.
  const caret = useRef<readonly [number, number] | null>(null);

  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    if (caret.current) box.setSelectionRange(...caret.current);
    caret.current = null;
    // Measuring costs two layouts a key; one of a single line grows by its own style where the browser can.
    if (box.rows === 1 && CSS.supports("field-sizing", "content")) return;
    box.style.setProperty("block-size", "auto");
    box.style.setProperty("block-size", `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`);
  }, [value]);

  const selected = (): Selected => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = area.current ?? {};
    return { text: area.current?.value ?? value, from, to };
  };
  // As if it had been typed, so that the browser's own undo takes it back.
  const change = ({ text, from, to }: Selected) => {
    const box = area.current;
    if (!box) return;
    const { start, end, inserted } = differenceOf(box.value, text);
    caret.current = [from, to];
    box.focus();
    box.setSelectionRange(start, end);
    const isTyped = inserted === "" ? document.execCommand("delete") : document.execCommand("insertText", false, inserted);
    if (!isTyped) onInput(text);
    box.setSelectionRange(from, to);
  };
  const replace = (from: number, to: number, inserted: string) => {
    const { text } = selected();
    const end = from + inserted.length;
    change({ text: text.slice(0, from) + inserted + text.slice(to), from: end, to: end });
  };
  useImperativeHandle(props.handle ?? null, () => ({
    focus: () => area.current?.focus(),
    insert: (inserted) => {
      const { from, to } = selected();
      replace(from, to, inserted);
      area.current?.focus();
    },
  }));

  const choose = (option: Completion) => {
    if (!token) return;
    if (option.person) props.onMention(option.label, option.person);
    replace(token.from, selected().from, `${option.insert} `);
    setToken(null);
  };
  const look = () => {
    const { text, from, to } = selected();
    const found = from === to ? tokenAt(text, from) : null;
    if (found?.sign === "@" && found.query !== "") props.onLookFor?.(found.query);
    setToken(found);
    setAt(0);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const take = () => (event.preventDefault(), event.stopPropagation());
    if (isOpen) {
      const option = options[active];
      if ((event.key === "Enter" || event.key === "Tab") && option && !event.shiftKey) return take(), choose(option);
      if (event.key === "Escape") return take(), setToken(null);
      const next = event.key === "Home" || event.key === "End" ? null : rove(event.key, active, options.length, { axis: "vertical" });
      if (next !== null) return take(), setAt(next);
    }
    const now = selected();
    if (event.key === "Escape" && props.onEscape) return take(), props.onEscape();
    if (event.key === "ArrowUp" && now.text === "" && props.onArrowUp) return take(), props.onArrowUp();
    if (event.key === "Enter") {
      const isSent = event.ctrlKey || event.metaKey || (props.sendsOnEnter && !event.shiftKey && !event.altKey);
      if (isSent) return take(), props.onSend();
      const grown = newLine(now);
      if (grown) take(), change(grown);
      return;
    }
    const format = formatOf(event);
    if (!format || (format === "link" && now.from === now.to)) return;
    take();
    change(applyFormat(now, format));
  };
  const onPaste = (event: ClipboardEvent) => {
    // What was copied out of a text is its words, even where a picture of them comes along.
    const files = [...(event.clipboardData?.files ?? [])];
    if (props.onFiles && files.length > 0 && !event.clipboardData?.getData("text/plain")) {
      event.preventDefault();
      return props.onFiles(files);
    }
    const made = event.clipboardData && pastedMarkdown(event.clipboardData, selected());
    if (!made) return;
    event.preventDefault();
    const { from, to } = selected();
    replace(from, to, made);
  };

  return (
    <div class="writing">
      <textarea
        ref={area}
        id={id}
        class="input input-area writing-area"
        rows={props.rows ?? 1}
        dir="auto"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid ? "true" : undefined}
        placeholder={props.placeholder}
        value={value}
        enterkeyhint={props.sendsOnEnter ? "send" : "enter"}
        onInput={(event) => {
          onInput(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onKeyUp={(event) => (event.key === "ArrowLeft" || event.key === "ArrowRight") && look()}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => {
          setToken(null);
          props.onBlur?.();
        }}
      />
      {isOpen && (
        <CompletionList
          id={id}
          label={token?.sign === ":" ? t("talk.complete.emoji") : t("talk.complete.people")}
          beside={area.current}
          options={options}
          active={active}
          onChoose={choose}
        />
      )}
    </div>
  );
}
