// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/emitter.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "server/render/address.h"
#include "server/render/character.h"
#include "server/render/lone_word.h"

namespace fika::render {
namespace {

constexpr std::size_t kLanguageBytesMax = 32;
constexpr std::string_view kLanguageSigns =
    "+#._-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
// A page has h1 for its title and h2 for its parts; a message is below both.
constexpr unsigned kHeadingsAbove = 2, kHeadingMax = 6;

template <class Detail>
const Detail& as(const void* detail) {
  return *static_cast<const Detail*>(detail);
}

std::string_view view(const MD_ATTRIBUTE& attribute) { return {attribute.text, attribute.size}; }

}  // namespace

// For each thing entered one closing tag is noted, an empty one where nothing is to be closed; so
// leaving is the same for all.
void Emitter::enter(MD_BLOCKTYPE type, const void* detail) {
  entered_.push_back(type);
  if (type != MD_BLOCK_DOC && type != MD_BLOCK_P) is_plain_ = false;
  switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:  // switched off
      return sheet_.open("", "");
    case MD_BLOCK_QUOTE:
      return sheet_.open("<blockquote>", "</blockquote>");
    case MD_BLOCK_UL:
      return sheet_.open("<ul>", "</ul>");
    case MD_BLOCK_OL: {
      const unsigned start = as<MD_BLOCK_OL_DETAIL>(detail).start;
      return sheet_.open(start == 1 ? "<ol>" : fmt::format("<ol start=\"{}\">", start), "</ol>");
    }
    case MD_BLOCK_LI: {
      const auto& item = as<MD_BLOCK_LI_DETAIL>(detail);
      if (item.is_task == 0) return sheet_.open("<li>", "</li>");
      const bool is_done = item.task_mark != ' ';
      return sheet_.open(is_done ? "<li class=\"task done\"><span class=\"box\">☑</span> "
                                 : "<li class=\"task\"><span class=\"box\">☐</span> ",
                         "</li>");
    }
    case MD_BLOCK_HR:
      return sheet_.open("<hr>", "");
    case MD_BLOCK_H: {
      constexpr std::string_view kOpenings[] = {"<h3>", "<h4>", "<h5>", "<h6>"};
      constexpr std::string_view kClosings[] = {"</h3>", "</h4>", "</h5>", "</h6>"};
      const unsigned level = as<MD_BLOCK_H_DETAIL>(detail).level + kHeadingsAbove;
      const unsigned row = std::min(level, kHeadingMax) - kHeadingsAbove - 1;
      return sheet_.open(kOpenings[row], kClosings[row]);
    }
    case MD_BLOCK_CODE: {
      const std::string language = language_of(as<MD_BLOCK_CODE_DETAIL>(detail));
      return sheet_.open(language.empty()
                             ? "<pre><code>"
                             : fmt::format("<pre><code class=\"language-{}\">", language),
                         "</code></pre>");
    }
    case MD_BLOCK_P:
      return sheet_.open("<p>", "</p>");
    case MD_BLOCK_TABLE:
      is_refused_ |= as<MD_BLOCK_TABLE_DETAIL>(detail).col_count > kTableColumnsMax;
      return sheet_.open("<table>", "</table>");
    case MD_BLOCK_THEAD:
      return sheet_.open("<thead>", "</thead>");
    case MD_BLOCK_TBODY:
      return sheet_.open("<tbody>", "</tbody>");
    case MD_BLOCK_TR:
      return sheet_.open("<tr>", "</tr>");
    case MD_BLOCK_TH:
      return open_cell("th", as<MD_BLOCK_TD_DETAIL>(detail).align);
    case MD_BLOCK_TD:
      return open_cell("td", as<MD_BLOCK_TD_DETAIL>(detail).align);
  }
}

bool Emitter::leaves(int type) {
  if (entered_.empty() || entered_.back() != type) {
    is_refused_ = true;
    return false;
  }
  entered_.pop_back();
  return true;
}

void Emitter::leave(MD_BLOCKTYPE type) {
  if (leaves(type)) sheet_.close();
}

void Emitter::enter(MD_SPANTYPE type, const void* detail) {
  entered_.push_back(kFirstSpan + type);
  is_plain_ = false;
  switch (type) {
    case MD_SPAN_EM:
      return sheet_.open("<em>", "</em>");
    case MD_SPAN_STRONG:
      return sheet_.open("<strong>", "</strong>");
    case MD_SPAN_DEL:
      return sheet_.open("<del>", "</del>");
    case MD_SPAN_CODE:
      return sheet_.open("<code>", "</code>");
    case MD_SPAN_A:
      sheet_.charge(as<MD_SPAN_A_DETAIL>(detail).title.size);
      return open_link(as<MD_SPAN_A_DETAIL>(detail).href, false);
    case MD_SPAN_IMG:
      sheet_.charge(as<MD_SPAN_IMG_DETAIL>(detail).title.size);
      return open_link(as<MD_SPAN_IMG_DETAIL>(detail).src, true);
    case MD_SPAN_LATEXMATH:  // these are switched off
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
      return sheet_.open("", "");
  }
}

void Emitter::leave(MD_SPANTYPE type) {
  if (!leaves(kFirstSpan + type)) return;
  if (type == MD_SPAN_A || type == MD_SPAN_IMG) close_link();
  sheet_.close();
}

void Emitter::text(MD_TEXTTYPE type, std::string_view text) {
  switch (type) {
    case MD_TEXT_NORMAL:
      if (!note_source(text)) return sheet_.put_text(text);
      return words(source_begin_, source_end_);
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:  // in a chat who presses Enter means it
      return sheet_.put("<br>");
    case MD_TEXT_ENTITY:
      is_plain_ = false;
      return sheet_.put_text(character_of(text));
    case MD_TEXT_NULLCHAR:
      is_plain_ = false;
      return sheet_.put("\ufffd");
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      is_plain_ = false;
      return sheet_.put_text(text);
  }
}

bool Emitter::is_plain() const {
  return is_plain_ && markdown_.find_first_not_of(" \t\r\n", source_end_) == markdown_.npos;
}

// With its character references replaced. Counted although nothing is written: a reference may be
// used many times.
std::string Emitter::resolved(const MD_ATTRIBUTE& attribute) {
  sheet_.charge(attribute.size);
  std::string text;
  if (sheet_.is_full() || attribute.size == 0) return text;
  for (std::size_t i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
    const MD_OFFSET from = attribute.substr_offsets[i];
    const std::string_view part =
        view(attribute).substr(from, attribute.substr_offsets[i + 1] - from);
    if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
      text += character_of(part);
    } else {
      text += part;
    }
  }
  return text;
}

std::string Emitter::language_of(const MD_BLOCK_CODE_DETAIL& detail) {
  std::string language = resolved(detail.lang);
  const bool is_sound = language.size() <= kLanguageBytesMax &&
                        language.find_first_not_of(kLanguageSigns) == language.npos;
  return is_sound ? language : std::string();
}

void Emitter::open_cell(std::string_view name, MD_ALIGN align) {
  constexpr std::string_view kClasses[] = {"", " class=\"align-left\"", " class=\"align-center\"",
                                           " class=\"align-right\""};
  const bool is_head = name == "th";
  sheet_.open(is_head ? "<th scope=\"col\"" : "<td", is_head ? "</th>" : "</td>");
  sheet_.put(kClasses[align]);
  sheet_.put(">");
}

bool Emitter::is_in_link() const { return std::ranges::any_of(links_, &Link::is_shown); }

// A link in a link, such as an image has that leads somewhere, is its words alone.
void Emitter::open_link(const MD_ATTRIBUTE& attribute, bool is_image) {
  std::string address = resolved(attribute);
  std::optional<Target> target;
  if (!is_in_link()) target = target_of(address, context_.origin);
  if (target) {
    open_anchor(*target, is_image);
  } else {
    sheet_.open("", "");
  }
  links_.push_back({target.has_value(), std::move(address), sheet_.size()});
}

void Emitter::open_anchor(const Target& target, bool is_image, bool closes) {
  sheet_.open("<a href=\"", "</a>");
  sheet_.put_text(target.href);
  sheet_.put("\"");
  if (is_image) {
    sheet_.put(" class=\"image\"");
  } else if (target.leads == Leads::kToPerson) {
    sheet_.put(" class=\"mention\"");
  }
  if (target.leads == Leads::kOutside) sheet_.put(" rel=\"noopener nofollow ugc\"");
  if (closes) sheet_.put(">");
}

void Emitter::close_link() {
  const Link& link = links_.back();
  if (sheet_.size() == link.begin) sheet_.put_text(link.address);
  links_.pop_back();
}

// Where in the text the words stand. What was left out before them must be white space, or they are
// not all that was written.
bool Emitter::note_source(std::string_view text) {
  const char* const begin = markdown_.data();
  const std::less<const char*> before;
  is_escaped_ = false;
  if (before(text.data(), begin) || before(begin + markdown_.size(), text.data() + text.size())) {
    is_plain_ = false;
    return false;
  }
  const auto from = static_cast<std::size_t>(text.data() - begin);
  const std::size_t gap = std::min(source_end_, from);
  const std::string_view left_out = markdown_.substr(gap, from - gap);
  if (left_out.find_first_not_of(" \t\r\n") != left_out.npos) is_plain_ = false;
  is_escaped_ = left_out.ends_with('\\');
  source_begin_ = from;
  source_end_ = from + text.size();
  return true;
}

// In a link all words are the link's.
void Emitter::words(std::size_t from, std::size_t until) {
  while (links_.empty()) {
    const auto address = find_address(markdown_, from, until);
    if (!address) break;
    words_without_addresses(from, address->begin);
    const std::string_view words = markdown_.substr(address->begin, address->end - address->begin);
    if (const auto target = target_of(address->target, context_.origin)) {
      is_plain_ = false;
      open_anchor(*target, false);
      sheet_.put_text(words);
      sheet_.close();
    } else {
      sheet_.put_text(words);
    }
    from = address->end;
  }
  words_without_addresses(from, until);
}

void Emitter::words_without_addresses(std::size_t from, std::size_t until) {
  const std::string_view text = markdown_.substr(0, until);
  std::size_t at = context_.has_group_mentions ? text.find('@', from) : text.npos;
  if (is_escaped_ && at == source_begin_) at = text.find('@', at + 1);
  for (; at != text.npos; at = text.find('@', at + 1)) {
    const std::size_t size = group_mention_size(markdown_, at);
    if (size == 0 || at + size > until) continue;
    is_plain_ = false;
    sheet_.put_text(markdown_.substr(from, at - from));
    sheet_.put("<span class=\"mention\">");
    sheet_.put(markdown_.substr(at, size));
    sheet_.put("</span>");
    from = at + size;
  }
  sheet_.put_text(markdown_.substr(from, until - from));
}

}  // namespace fika::render
