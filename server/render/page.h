// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown of a wiki page, made into HTML that can be shown as it is. It is the renderer of
// messages (render.h) with what pages have besides: headings that can be linked to, footnotes,
// [[links to pages]], pictures, code in colours, relative addresses.
//
// In two steps, since who reads decides what a link to a page says and which files are there.
// render_page() is the same for everybody and holds no title but what the author wrote: keep it
// (page_cache.h). with_links() asks for one reader where each page is and what each file, and takes
// time in proportion to the HTML.
//
// What comes out, all of it:
//
// Elements: p br h2 h3 h4 h5 h6 hr ul ol li blockquote pre code table thead tbody tr th td em
// strong del sup a img audio video track span section. The page's title is the only h1: the topmost
// headings of the text become h2, whatever their level was. Attributes:
//   id        h2 to h6: "h-" and the words of the heading; li: fn-N; a: fnref-N or fnref-N-M
//   href      a: http, https, mailto, a path of this server that begins with one slash, or
//             #h-WORDS, #fn-N, #fnref-N of this page
//   rel       a that leads elsewhere: always "noopener nofollow ugc"
//   title     a, img, audio, video: the author's
//   role      a: doc-noteref, doc-backlink, or link; section: doc-endnotes
//   aria-disabled  a without href: always "true", with the role link
//   aria-label     section and the a of role doc-backlink: PageWords; audio, video: the author's
//   data-page a.wanted: the name of the page that is wanted
//   src       img: a path of this server that begins with /files/; where the file is known that is
//             /files/ID or /files/ID?thumbnail. audio, video, track: /files/ID
//   width, height  img: as it is shown, where that is known
//   controls, preload, kind   audio, video: controls="controls" preload="none"; track:
//             kind="captions"
//   alt       img: always there, perhaps empty
//   loading   img: always "lazy"
//   start     ol
//   scope     th: always "col"
//   class     a        page (leads to a page by [[its title]]), wanted (to one that is not there,
//                      or not for this reader), broken (a relative address or a heading that is
//                      not there), mention (a person: href is /people/ID), image (a picture from
//                      elsewhere, which is not loaded: README.md; its words say the host), back,
//                      picture (leads to the whole of the img in it), file (to a file that is no
//                      picture)
//             span     box (of a task: U+2610, done U+2611); in code: hl-comment, hl-string,
//                      hl-number, hl-keyword, hl-name, hl-added, hl-removed
//             li       task, or task done
//             code     language-NAME, in a pre; NAME of letters, digits and + # . _ -
//             th td    align-left, align-center, align-right
//             sup      footnote
//             section  footnotes
// All is closed and nested well, attributes stand in double quotes, and the only character
// references are &amp; &lt; &gt; and, in attributes, &quot;. Formulas ($..$) stay as written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/render/render.h"

namespace fika::render {

// Part of what a kept rendering is known by: rises whenever the same text comes out differently.
inline constexpr int kRendererVersion = 3;

inline constexpr std::size_t kPageBytesMax = 512 * 1024;
inline constexpr std::size_t kPageHtmlBytesMax = 4 * 1024 * 1024;
inline constexpr std::size_t kHeadingsMax = 10'000;
inline constexpr std::size_t kPageGrowthMax = 50, kPageBytesFree = 1024;
// Different pages that one page may link to by title; further [[links]] stay text.
inline constexpr std::size_t kWikilinksMax = 2'000;
// Longer names of pages than any title: such [[links]] stay text.
inline constexpr std::size_t kLinkNameBytesMax = 1'024;

struct Heading {
  int level;  // of the element that it became: 2 to 6
  // "h-" and the words; unique in the page, and the same as long as the words are and none before
  // has the same.
  std::string id;
  std::string text;  // without markup; not escaped
};

// [[target#heading|label]], as written; not escaped. The label is without markup; empty if there is
// none, and then the page's title is what the link says.
struct PageLink {
  std::string target, heading, label;
  bool operator==(const PageLink&) const = default;
};

// A stretch of the HTML that depends on the reader. It holds what is said if nothing else is known.
struct Hole {
  enum class Kind { kPageLink, kFile, kFootnotesLabel, kBackLabel, kPictureFrom } kind;
  std::size_t begin, end;
  // Of a page link: its place in RenderedPage::wikilinks; of a file: in RenderedPage::files.
  std::size_t link = 0;
  bool is_in_link = false;  // of a file
};

struct RenderedPage {
  std::string html;
  std::vector<Heading> outline;
  std::vector<PageLink> wikilinks;  // each once, in the order of the text
  std::vector<std::string> files;   // ids that are shown as pictures are; each once, likewise
  // This server's own paths that links and pictures name, each once and without query and fragment:
  // those that begin with /p/, /threads/, /people/ or /files/. Percent-encoded as in the HTML.
  std::vector<std::string> paths;
  std::vector<Hole> holes;  // in their order; none in another
};

// kInvalid with a sentence for the author when the page is longer than kPageBytesMax, not UTF-8,
// would become longer than kPageHtmlBytesMax or than kPageGrowthMax times its text and
// kPageBytesFree, is nested more than kDepthMax deep, has a table of more than kTableColumnsMax
// columns or more than kHeadingsMax headings, or tens of thousands of lines with links on end.
// Takes up to some hundred ms for a text that is made for it: call it in the pool. Of the context
// only `origin` and `effort` count.
Result<RenderedPage> render_page(std::string_view markdown, const RenderContext& context = {});

// Where the page is that a link names, and what it is called, for the reader who asks.
struct LinkTarget {
  std::string path;   // such as /p/ID, as it shall stand in href; without a fragment
  std::string title;  // not escaped
};
using ResolveLink = std::function<std::optional<LinkTarget>(const PageLink&)>;

// What a file is that stands where a picture would, for the reader who asks.
struct ShownFile {
  enum class Kind { kPicture, kSound, kVideo, kOther } kind = Kind::kOther;
  std::string name;                     // not escaped
  std::uint32_t width = 0, height = 0;  // of a picture; 0: not known
  bool has_thumbnail = false;
  std::string captions;  // the id of a file; empty without
};
using ResolveFile = std::function<std::optional<ShownFile>(const std::string& id)>;
// A thumbnail is at most so wide and high.
inline constexpr std::uint32_t kThumbnailSideMax = 640;

// What the page itself says, in the reader's language.
struct PageWords {
  std::string_view footnotes = "Footnotes";
  std::string_view back = "Back to reference";     // a number follows
  std::string_view picture_from = "Picture from";  // a host follows
};

// `resolve` is asked once for each different target, with the first link that names it. What it
// has no answer for becomes a wanted link, which says what the author wrote. The result is at most
// kPageHtmlBytesMax longer than the page; links beyond that are words alone. `resolve_file` is
// asked likewise; what it does not know is a picture that may not be there.
std::string with_links(const RenderedPage& page, const ResolveLink& resolve,
                       const PageWords& words = {}, const ResolveFile& resolve_file = {});

// The id that the first heading of these words has; "" for words without a letter or digit.
// [[target#heading]] leads to it.
std::string heading_id(std::string_view words);

}  // namespace fika::render
