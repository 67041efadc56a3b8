// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComponentChild, VNode } from "preact";
import { buildBody, safeHref } from "./body_builder";
import { PagePicture } from "./files/page_picture";
import type { InertNode } from "./inert";
import { comment, el } from "./inert_for_tests";

const origin = "https://fika.example";
const options = { origin, scrollLabel: { code: "Code", table: "Table" } };
const build = (...children: (InertNode | string)[]) => buildBody(el("body", {}, ...children), options);

// As markup again, to compare with.
function show(children: ComponentChild | ComponentChild[]): string {
  if (Array.isArray(children)) return children.map((child) => show(child)).join("");
  if (children === null || children === undefined || typeof children !== "object") return String(children ?? "");
  const { type, props } = children as VNode<Record<string, unknown>>;
  const { children: inner, ...attributes } = props;
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${String(value)}"`);
  const tag = type === PagePicture ? "img" : String(type);
  return `<${tag}${written.join("")}>${show(inner as ComponentChild)}</${tag}>`;
}

test("what the server allows is built as it stands", () => {
  const made = build(
    el("p", {}, "Hej ", el("strong", {}, "du"), el("br"), el("em", {}, "och"), " ", el("a", { href: "/people/1", class: "mention" }, "@Åsa")),
    el("ol", { start: "3" }, el("li", { class: "task done" }, el("span", { class: "box" }, "☑"), " klart")),
    el("h3", {}, "Rubrik"),
  );
  assert.equal(
    show(made),
    '<p>Hej <strong>du</strong><br></br><em>och</em> <a class="mention" href="/people/1">@Åsa</a></p>' +
      '<ol start="3"><li class="task done"><span class="box">☑</span> klart</li></ol><h3>Rubrik</h3>',
  );
});

test("code and tables scroll by themselves and can be reached by keyboard", () => {
  const made = show(build(el("pre", {}, el("code", { class: "language-c++" }, "a < b")), el("table", {}, "x", el("tr", {}, el("th", { scope: "row", class: "align-right" }, "1")))));
  assert.match(made, /<div class="body-scroll body-code" role="group" aria-label="Code" tabIndex="0"><pre><code class="language-c\+\+">a < b</);
  assert.match(made, /<table><tr><th class="align-right" scope="col">1<\/th><\/tr><\/table>/);
});

test("what runs, loads or covers the page never gets in", () => {
  for (const name of ["script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "textarea", "title"]) {
    assert.deepEqual(build(el(name, { src: "https://evil.example", onload: "x()" }, "alert(1)")), [], name);
  }
  for (const name of ["img", "video", "input", "form", "button", "base", "link", "meta", "div", "h1", "marquee", "x-y", "details"]) {
    assert.deepEqual(build(el(name, { src: "x", href: "x", action: "x", onerror: "x()" }, "words")), ["words"], name);
  }
  assert.deepEqual(build(comment("<img src=x>")), []);
});

test("no attribute gets in but the few that are known", () => {
  const hostile = { onclick: "x()", style: "position:fixed", id: "app", name: "x", class: "button dialog mention", srcdoc: "x", title: "x", lang: "x", tabindex: "1", dir: "rtl", is: "x" };
  assert.equal(show(build(el("p", hostile, "a"))), "<p>a</p>");
  assert.equal(show(build(el("span", hostile, "a"))), '<span class="mention">a</span>');
  assert.equal(show(build(el("ol", { ...hostile, start: "1e9" }, "a"))), "<ol>a</ol>");
  assert.equal(show(build(el("code", { class: "language-a b language-<x>" }, "a"))), '<code class="language-a">a</code>');
});

test("a link leads to the web, to mail or to a path of this server, or is its words", () => {
  const refused = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:x", "\u0001javascript:x",
    "data:text/html,x", "vbscript:x", "blob:https://fika.example/x", "file:///etc/passwd", "//evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "", "people/1", "#x", "?x", "http:evil.example", "https://", "filesystem:x", "about:blank", "https://fika.example//evil.example/x",
  ];
  for (const href of refused) {
    assert.equal(safeHref(href, origin), null, JSON.stringify(href));
    assert.deepEqual(build(el("a", { href }, "words")), ["words"], href);
  }
  assert.equal(safeHref("/threads/1?message=2#x", origin), "/threads/1?message=2#x");
  assert.equal(safeHref("mailto:a@example.org", origin), "mailto:a@example.org");
});

test("a link elsewhere opens a tab of its own; one to this server stays in the app", () => {
  const away = show(build(el("a", { href: "https://example.org/a", rel: "opener", target: "_top" }, "a")));
  assert.equal(away, '<a href="https://example.org/a" rel="noopener noreferrer nofollow ugc" target="_blank">a</a>');
  assert.equal(show(build(el("a", { href: "https://fika.example/threads/1?m=2" }, "a"))), '<a href="/threads/1?m=2">a</a>');
  assert.match(show(build(el("a", { href: "https://fika.example.evil.example/threads/1" }, "a"))), /_blank/);
});

test("nesting without end ends", () => {
  let deep: InertNode = el("p", {}, "bottom");
  for (let i = 0; i < 5000; i += 1) deep = el("blockquote", {}, deep);
  assert.ok(!show(build(deep)).includes("bottom"));
});

const files = new Map([["0190b0c0-0000-7000-8000-000000000001", { width: 1600, height: 800, hasThumbnail: true }]]);
const page = (...children: (InertNode | string)[]) =>
  show(buildBody(el("body", {}, ...children), { ...options, page: { files, wantedHref: (name) => (name ? `/write?title=${name}` : null), pictureLabel: "Whole" } }));

test("a page has headings to link to, footnotes and coloured code", () => {
  const made = page(
    el("h2", { id: "h-åtgärder" }, "Åtgärder"),
    el("p", {}, "a", el("sup", { class: "footnote" }, el("a", { id: "fnref-1", href: "#fn-1", role: "doc-noteref" }, "1"))),
    el("section", { class: "footnotes", role: "x", "aria-label": "Fotnoter" }, el("ol", {}, el("li", { id: "fn-1" }, "b ", el("a", { class: "back", href: "#fnref-1", role: "doc-backlink", "aria-label": "Åter" }, "↩")))),
    el("pre", {}, el("code", {}, el("span", { class: "hl-keyword x" }, "if"))),
  );
  assert.match(made, /<h2 id="h-åtgärder" tabIndex="-1">Åtgärder<\/h2>/);
  assert.match(made, /<sup class="footnote"><a href="#fn-1" id="fnref-1" tabIndex="0" role="doc-noteref">1<\/a><\/sup>/);
  assert.match(made, /<section class="footnotes" role="doc-endnotes" aria-label="Fotnoter"><ol><li id="fn-1" tabIndex="-1">b <a class="back" href="#fnref-1" role="doc-backlink" aria-label="Åter">/);
  assert.match(made, /<span class="hl-keyword">if<\/span>/);
});

test("a wanted page leads to where it is begun, and a broken link is told from words", () => {
  const wanted = el("a", { class: "wanted", "data-page": "Ny", role: "link", "aria-disabled": "true" }, "Ny");
  assert.equal(page(wanted), '<a class="wanted" href="/write?title=Ny">Ny</a>');
  assert.equal(page(el("a", { class: "broken" }, "x")), '<span class="broken">x</span>');
  assert.equal(page(el("a", { class: "page", href: "javascript:x" }, "x")), "x");
  assert.equal(page(el("a", { class: "page", href: "/p/1" }, "x")), '<a href="/p/1">x</a>');
});

test("a picture is one of our own files, as large as it will be", () => {
  const [id] = [...files.keys()];
  const made = page(el("img", { src: `/files/${id}`, alt: "En bild", onerror: "x()", srcset: "x", style: "x" }));
  assert.equal(
    made,
    `<img src="/files/${id}" alt="En bild" loading="lazy" decoding="async" width="1600" height="800" ` +
      `srcset="/files/${id}?thumbnail 640w, /files/${id} 1600w" sizes="(max-width: 44rem) 100vw, 44rem"></img>`,
  );
  for (const src of ["https://evil.example/a.png", "//evil.example", "/files/../x", "/api/x", "data:image/png;base64,x", "javascript:x"]) {
    assert.equal(page(el("img", { src, alt: "ord" })), "ord", src);
  }
});

test("a picture that is not known here is as the server says, and sound and video wait to be asked for", () => {
  const other = "0190b0c0-0000-7000-8000-000000000002";
  const picture = el("a", { class: "picture x", href: `/files/${other}` }, el("img", { src: `/files/${other}?thumbnail`, alt: "", width: "640", height: "4e2", title: "T" }));
  assert.equal(page(picture), `<a class="picture" href="/files/${other}" target="_blank" aria-label="Whole"><img src="/files/${other}?thumbnail" alt="" loading="lazy" decoding="async" title="T"></img></a>`);
  const video = el("video", { src: `/files/${other}`, autoplay: "", poster: "https://evil.example", preload: "auto", "aria-label": "Film" }, el("track", { src: `/files/${other}`, kind: "captions" }), el("track", { src: "https://evil.example" }), "ord");
  assert.equal(page(video), `<video src="/files/${other}" controls="true" preload="metadata" aria-label="Film"><track src="/files/${other}" kind="captions"></track>ord</video>`);
  assert.equal(page(el("audio", { src: "https://evil.example/a.mp3" }, "ord")), "ord");
});

test("ids are the renderer's own, and in messages there are none", () => {
  for (const id of ["app", "main", "h-a b", "fn-1", "location", 'h-"x']) assert.equal(page(el("h2", { id }, "a")), "<h2>a</h2>", id);
  assert.equal(page(el("p", { id: "h-a" }, "a")), "<p>a</p>");
  assert.equal(show(build(el("h3", { id: "h-a" }, "a"))), "<h3>a</h3>");
  assert.equal(show(build(el("h2", { id: "h-a" }, el("a", { href: "#h-a" }, "a")))), "a");
});
