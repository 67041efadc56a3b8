// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to the text without knowing Markdown: one tab stop, arrow keys between the buttons.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { type PlainKey, t } from "../../i18n";
import { IconButton } from "../../ui/button";
import type { IconName } from "../../ui/icon";
import { rove } from "../../ui/roving";
import { modName } from "../../ui/shortcuts";
import type { PageFormat } from "./formats";

interface Tool {
  readonly wanted: PageFormat;
  readonly icon: IconName;
  readonly label: PlainKey;
  // The key that does the same, for the tooltip.
  readonly key?: string;
}

export const tools: readonly Tool[] = [
  { wanted: "heading", icon: "heading", label: "writing.tool.heading" },
  { wanted: "bold", icon: "bold", label: "writing.tool.bold", key: "B" },
  { wanted: "italic", icon: "italic", label: "writing.tool.italic", key: "I" },
  { wanted: "link", icon: "link", label: "writing.tool.link" },
  { wanted: "pageLink", icon: "page", label: "writing.tool.pageLink" },
  { wanted: "list", icon: "list", label: "writing.tool.list" },
  { wanted: "numbered", icon: "numbers", label: "writing.tool.numbered" },
  { wanted: "tasks", icon: "tasks", label: "writing.tool.tasks" },
  { wanted: "quote", icon: "quote", label: "writing.tool.quote" },
  { wanted: "code", icon: "code", label: "writing.tool.code", key: "E" },
  { wanted: "table", icon: "table", label: "writing.tool.table" },
];

interface ToolbarProps {
  readonly onFormat: (wanted: PageFormat) => void;
  // Null: files are not taken.
  readonly onFiles: ((files: readonly File[]) => void) | null;
}

export function Toolbar({ onFormat, onFiles }: ToolbarProps): JSX.Element {
  const bar = useRef<HTMLDivElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  return (
    <div
      ref={bar}
      class="writing-toolbar"
      role="toolbar"
      aria-label={t("writing.toolbar")}
      onKeyDown={(event) => {
        const next = rove(event.key, at, tools.length + (onFiles ? 1 : 0), { axis: "horizontal", isRightToLeft: getComputedStyle(event.currentTarget).direction === "rtl" });
        if (next === null) return;
        event.preventDefault();
        setAt(next);
        bar.current?.querySelectorAll("button")[next]?.focus();
      }}
    >
      {tools.map(({ wanted, icon, label, key }, index) => (
        <IconButton
          key={wanted}
          icon={icon}
          label={key ? t("writing.tool.withKey", { tool: t(label), key: `${modName}+${key}` }) : t(label)}
          tabIndex={index === at ? 0 : -1}
          // The selection in the text stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            setAt(index);
            onFormat(wanted);
          }}
        />
      ))}
      {onFiles && (
        <>
          <IconButton
            icon="picture"
            label={t("writing.tool.files")}
            tabIndex={at === tools.length ? 0 : -1}
            onClick={() => {
              setAt(tools.length);
              chooser.current?.click();
            }}
          />
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            onChange={({ currentTarget }) => {
              onFiles([...(currentTarget.files ?? [])]);
              // The same file may be chosen again.
              currentTarget.value = "";
            }}
          />
        </>
      )}
    </div>
  );
}
