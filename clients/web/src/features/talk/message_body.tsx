// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wrote, as the page shows it.
import { type ComponentChild, Fragment, type JSX } from "preact";
import { useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { withoutFiles } from "../../store/attached";
import { buildBody } from "../../ui/body_builder";
import { parseInert } from "../../ui/trusted";

export interface MessageBodyProps {
  readonly html: string;
  readonly text: string;
  readonly language?: string | undefined;
  // Shown below: what stands there for them alone is left out.
  readonly files?: readonly { readonly id: string }[];
  // It may name files that are not there yet.
  readonly isPending?: boolean;
}

const noFiles: readonly { readonly id: string }[] = [];

export function MessageBody({ html, text, language, files = noFiles, isPending = false }: MessageBodyProps): JSX.Element | null {
  const labels = { code: t("talk.body.code"), table: t("talk.body.table") };
  const content = useMemo(
    () =>
      html
        ? plainBody(html) ?? buildBody(withoutFileLines(parseInert(html).body, files), { origin: window.location.origin, scrollLabel: labels })
        : paragraphs(isPending || files.length > 0 ? withoutFiles(text) : text),
    [html, text, files, isPending, labels.code],
  );
  if (content.length === 0) return null;
  return (
    <div class="body" lang={language || undefined} dir="auto">
      {content}
    </div>
  );
}

// Paragraphs that hold nothing but links to files that are shown below.
function withoutFileLines(body: HTMLElement, files: readonly { readonly id: string }[]): HTMLElement {
  if (files.length === 0) return body;
  const paths = new Set(files.map(({ id }) => `/files/${id}`));
  const isFile = (node: ChildNode): boolean =>
    node instanceof Element ? node.tagName === "BR" || (node.tagName === "A" && paths.has(node.getAttribute("href") ?? "")) : node.textContent?.trim() === "";
  for (const paragraph of [...body.children]) {
    const isOnlyFiles = paragraph.tagName === "P" && paragraph.firstChild !== null && [...paragraph.childNodes].every(isFile);
    if (isOnlyFiles) paragraph.remove();
  }
  return body;
}

// Most messages are one paragraph of nothing but words, which takes no parser to see.
function plainBody(html: string): ComponentChild[] | undefined {
  const words = /^<p>([^<&]*)<\/p>\s*$/.exec(html)?.[1];
  return words === undefined ? undefined : [<p key="p">{words}</p>];
}

// Paragraphs apart at empty lines, each line a line, nothing in it taken for markup.
function paragraphs(text: string): ComponentChild[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n(?:[ \t]*\n)+/)
    .filter((part) => part.trim() !== "")
    .map((part, index) => (
      <p key={index}>
        {part
          .replace(/^\n+|\n+$/g, "")
          .split("\n")
          .map((line, at) => (
            <Fragment key={at}>
              {at > 0 && <br />}
              {line}
            </Fragment>
          ))}
      </p>
    ));
}
