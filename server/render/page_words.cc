// SPDX-License-Identifier: GPL-3.0-or-later
// What a page has inside its words and behind its text: references to footnotes, the footnotes,
// long [[links]]; and what can be written only when all has been read.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "server/render/page_emitter.h"
#include "server/render/target.h"

namespace fika::render {
namespace {

constexpr int kTopLevel = 2, kLowestLevel = 6;
constexpr std::size_t kBackLinksMax = 20;        // of a footnote that is used more often
constexpr std::size_t kShortLinkBytesMax = 100;  // md4c finds these itself

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    const std::size_t value = std::string_view("0123456789abcdef").find(c | 0x20);
    return c >= '0' && c <= '9' ? static_cast<std::size_t>(c - '0') : value;
  };
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) < 16 &&
        digit(text[at + 2]) < 16) {
      bytes += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
      at += 2;
    } else {
      bytes += text[at];
    }
  }
  return is_utf8(bytes) ? bytes : std::string(text);
}

}  // namespace

void PageEmitter::page_words(std::size_t from, std::size_t until) {
  const std::string_view text = markdown_.substr(0, until);
  const auto put_plain = [&](std::size_t end) {
    if (end == from) return;
    note_words(markdown_.substr(from, end - from));
    words(from, end);
  };
  std::size_t at = from;
  if (is_escaped_) ++at;
  while ((at = text.find_first_of("[<", at)) != text.npos) {
    if (at + 1 < until && std::string_view("^[bB").contains(text[at + 1])) {
      const std::size_t begin = at;
      put_plain(begin);
      from = at;
      at += put_special(begin, until);
      if (at != begin) {
        from = at;
        continue;
      }
    }
    ++at;
  }
  put_plain(until);
}

std::size_t PageEmitter::put_special(std::size_t at, std::size_t until) {
  const std::string_view text = markdown_.substr(at, until - at);
  if (text.starts_with("[^")) return put_reference(text);
  if (text.starts_with("[[")) return put_long_wikilink(at, until);
  for (const std::string_view tag : {"<br>", "<br/>", "<br />"}) {
    if (to_lower_ascii(text.substr(0, tag.size())) != tag) continue;
    note_words(" ");
    sheet_.put("<br>");
    return tag.size();
  }
  return 0;
}

// md4c leaves those alone whose target has more than 100 bytes; a title may have 800. Their labels
// are plain.
std::size_t PageEmitter::put_long_wikilink(std::size_t at, std::size_t until) {
  if (is_in_link()) return 0;
  // Looked for once, however many open before it.
  if (closing_ < at + 2) closing_ = std::min(markdown_.find("]]", at + 2), markdown_.size());
  if (closing_ >= until || closing_ - at > 2 * kLinkNameBytesMax) return 0;
  const std::string_view written = markdown_.substr(at + 2, closing_ - at - 2);
  const std::size_t name_size = std::min(written.find('|'), written.size());
  if (written.size() <= kShortLinkBytesMax || name_size > kLinkNameBytesMax ||
      written.contains("[[")) {
    return 0;
  }
  entered_.push_back(kFirstSpan + MD_SPAN_WIKILINK);
  open_wikilink(written, Label::kNone);
  leave(MD_SPAN_WIKILINK);
  return written.size() + std::string_view("[[]]").size();
}

std::size_t PageEmitter::put_reference(std::string_view text) {
  if (is_in_link()) return 0;
  const std::string_view name = footnote_name(text);
  if (name.empty()) return 0;
  const auto use = footnotes_.use(name);
  if (!use) return 0;
  const std::string again = use->times == 1 ? "" : fmt::format("-{}", use->times);
  sheet_.put(
      fmt::format("<sup class=\"footnote\"><a href=\"#fn-{0}\" id=\"fnref-{0}{1}\" "
                  "role=\"doc-noteref\">{0}</a></sup>",
                  use->number, again));
  return name.size() + std::string_view("[^]").size();
}

void PageEmitter::put_label(Hole::Kind kind, std::string_view words) {
  sheet_.put(" aria-label=\"");
  const std::size_t begin = sheet_.size();
  sheet_.put(words);
  page_.holes.push_back({.kind = kind, .begin = begin, .end = sheet_.size()});
}

void PageEmitter::open_footnotes() {
  sheet_.open("<section class=\"footnotes\" role=\"doc-endnotes\"", "</ol></section>");
  put_label(Hole::Kind::kFootnotesLabel, PageWords().footnotes);
  sheet_.put("\"><ol>");
}

void PageEmitter::open_footnote(std::size_t number) {
  const std::string_view text = footnotes_.text(number);
  is_short_note_ = !text.contains("\n\n");
  sheet_.open(fmt::format("<li id=\"fn-{}\">", number), "</li>");
}

void PageEmitter::close_footnote(std::size_t number) {
  is_short_note_ = false;
  const std::size_t times = std::min(footnotes_.times(number), kBackLinksMax);
  for (std::size_t time = 1; time <= times; ++time) {
    const std::string again = time == 1 ? "" : fmt::format("-{}", time);
    sheet_.put(fmt::format(" <a href=\"#fnref-{}{}\" class=\"back\" role=\"doc-backlink\"", number,
                           again));
    put_label(Hole::Kind::kBackLabel, PageWords().back);
    sheet_.put(fmt::format(" {}{}\">↩</a>", number, again));
  }
  sheet_.close();
}

void PageEmitter::set_levels(std::string& html) const {
  int top = kLowestLevel;
  for (const Heading& heading : page_.outline) top = std::min(top, heading.level);
  for (std::size_t i = 0; i < digits_.size(); ++i) {
    const int level = std::min(page_.outline[i / 2].level - top + kTopLevel, kLowestLevel);
    html[digits_[i]] = static_cast<char>('0' + level);
  }
}

RenderedPage PageEmitter::finish() {
  const std::string html = [this] {
    std::string written = sheet_.take();
    set_levels(written);
    return written;
  }();
  int top = kLowestLevel;
  for (const Heading& heading : page_.outline) top = std::min(top, heading.level);
  for (Heading& heading : page_.outline) {
    heading.level = std::min(heading.level - top + kTopLevel, kLowestLevel);
  }
  std::size_t taken = 0, hole = 0;
  for (const Patch& patch : patches_) {
    const std::size_t shift = page_.html.size() - taken;
    for (; hole < page_.holes.size() && page_.holes[hole].begin < patch.at; ++hole) {
      page_.holes[hole].begin += shift;
      page_.holes[hole].end += shift;
    }
    page_.html += std::string_view(html).substr(taken, patch.at - taken);
    taken = patch.at;
    if (!patch.is_link) {
      page_.html += patch.text;
      continue;
    }
    const std::string id = ids_.find(percent_decoded(patch.text));
    page_.html +=
        id.empty() ? std::string(kBrokenLink) : fmt::format(" href=\"#{}\"", percent_encoded(id));
  }
  const std::size_t shift = page_.html.size() - taken;
  for (; hole < page_.holes.size(); ++hole) {
    page_.holes[hole].begin += shift;
    page_.holes[hole].end += shift;
  }
  page_.html += std::string_view(html).substr(taken);
  return std::move(page_);
}

}  // namespace fika::render
