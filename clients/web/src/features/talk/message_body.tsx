// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wrote, as the page shows it.
import { type ComponentChild, Fragment, type JSX } from "preact";
import { useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { buildBody } from "../../ui/body_builder";
import { parseInert } from "../../ui/trusted";

export interface MessageBodyProps {
  readonly html: string;
  readonly text: string;
  readonly language?: string | undefined;
}

export function MessageBody({ html, text, language }: MessageBodyProps): JSX.Element {
  const labels = { code: t("talk.body.code"), table: t("talk.body.table") };
  const content = useMemo(
    () => (html ? plainBody(html) ?? buildBody(parseInert(html).body, { origin: window.location.origin, scrollLabel: labels }) : paragraphs(text)),
    [html, text, labels.code],
  );
  return (
    <div class="body" lang={language || undefined} dir="auto">
      {content}
    </div>
  );
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
