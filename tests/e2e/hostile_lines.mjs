// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that somebody may write to do harm, or by accident. Where the folder FIKA_HOSTILE_DATA has longer
// collections, xss-payloads/payloads.txt and naughty-strings/blns.json, theirs come on top.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const pwned = "window.__pwned=1";

const own = [
  `<script>${pwned}</script>`,
  `<img src=x onerror="${pwned}">`,
  `<svg onload="${pwned}"><animate onbegin="${pwned}" attributeName=x dur=1s>`,
  `<body onload="${pwned}"><details open ontoggle="${pwned}">`,
  `<input autofocus onfocus="${pwned}">`,
  `<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>`,
  `<iframe src="javascript:parent.__pwned=1"></iframe>`,
  `<object data="data:text/html,<script>${pwned}</script>"></object>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${pwned}">`,
  `<noscript><p title="</noscript><img src=x onerror=${pwned}>">`,
  `"><script>${pwned}</script>`,
  `' onmouseover='${pwned}' x='`,
  `</title></textarea></style><script>${pwned}</script>`,
  `<a href="javascript:${pwned}">press me</a>`,
  `[press me](javascript:${pwned})`,
  `[press me](java&#x73;cript:${pwned})`,
  `[press me](java%73cript:${pwned})`,
  `[press me](JaVaScRiPt:${pwned} "title")`,
  `[press me](\u0001javascript:${pwned})`,
  `[press me](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX19wd25lZD0xPC9zY3JpcHQ+)`,
  `[press me](vbscript:msgbox)`,
  `[press me](//evil.example/?${pwned})`,
  `![seen](https://evil.example/pixel.gif)`,
  `![x" onerror="${pwned}](x)`,
  `<javascript:${pwned}>`,
  `[a]: javascript:${pwned}`,
  "`<script>window.__pwned=1</script>`",
  "```html\n<img src=x onerror=window.__pwned=1>\n```",
  `| <img src=x onerror=${pwned}> | b |\n|---|---|\n| [x](javascript:${pwned}) | y |`,
  `<style>@import "https://evil.example/x.css"; * { display: none }</style>`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<base href="https://evil.example/">`,
  `<form action="https://evil.example/"><button>Sign in</button></form>`,
  `<p style="position:fixed;inset:0;background:red">over everything</p>`,
  `{{constructor.constructor('${pwned}')()}} \${${pwned}} #{${pwned}} <%= ${pwned} %>`,
  `__proto__ constructor toString hasOwnProperty`,
  "W".repeat(200),
  "mmmm_____".repeat(200),
  `https://example.org/${"way/".repeat(80)}`,
  `\`${"code".repeat(300)}\``,
  "\u202Ereversed to the left\u202C, \u2066isolated\u2069, \u200Fעברית العربية\u200F",
  "Z\u0336\u0321\u0359\u0324a\u030d\u030e\u0304\u0305\u033f\u0311l\u0316\u0317\u0318\u0319g\u031c\u031do\u0300\u0301\u0302\u0303".repeat(20),
  "👩‍👩‍👧‍👦🏳️‍🌈🇸🇪".repeat(30),
  "\uFDFD\uFDFD\uFDFD\uFDFD ﷽﷽﷽﷽﷽﷽﷽﷽",
  "a\u00ADb\u200Bc\u200Dd\uFEFFe\u2028f\u2029g",
  "# Very large\n".repeat(20),
  "> ".repeat(60) + "deep",
  "- ".repeat(60) + "deep",
  "*".repeat(500) + "a" + "*".repeat(500),
  "NULL undefined NaN true -1 1e400 0x0 ''\"\" \\ \\n %s %n %00 ../../etc/passwd $(id) ;--",
];

// So many of them are our own, and come first.
export const ownCount = own.length;
export const hostileLines = [...own, ...more("xss-payloads/payloads.txt", (text) => text.split("\n")), ...more("naughty-strings/blns.json", JSON.parse)];

function more(name, linesOf) {
  const folder = process.env.FIKA_HOSTILE_DATA;
  const file = folder && join(folder, name);
  if (!file || !existsSync(file)) return [];
  return linesOf(readFileSync(file, "utf8")).filter((line) => line.trim() !== "");
}
