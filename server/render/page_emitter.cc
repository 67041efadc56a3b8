// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/page_emitter.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"
#include "server/render/character.h"

namespace fika::render {
namespace {

template <class Detail>
const Detail& as(const void* detail) {
  return *static_cast<const Detail*>(detail);
}

// What the words of md4c stand for.
std::string plain(MD_TEXTTYPE type, std::string_view text) {
  switch (type) {
    case MD_TEXT_ENTITY:
      return character_of(text);
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      return " ";
    case MD_TEXT_NULLCHAR:
      return "\ufffd";
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
      break;
  }
  return std::string(text);
}

// In a table a bar in code has a backslash, or the cell would end there.
std::string without_bar_escapes(std::string_view code) {
  std::string kept;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (!code.substr(at).starts_with("\\|")) kept += code[at];
  }
  return kept;
}

}  // namespace

void PageEmitter::read_from(std::string_view source) {
  markdown_ = source;
  source_begin_ = source_end_ = closing_ = 0;
}

// md4c 0.4.8 sometimes leaves what it has not entered, or in another order. A message is then shown
// plain; in a page, which is longer, what is open inside is closed first and the rest is ignored.
bool PageEmitter::unwind_to(int type) {
  if (!is_in(type)) return false;
  while (entered_.back() != type) {
    const int top = entered_.back();
    if (top >= kFirstSpan) {
      leave(static_cast<MD_SPANTYPE>(top - kFirstSpan));
    } else {
      leave(static_cast<MD_BLOCKTYPE>(top));
    }
  }
  return true;
}

bool PageEmitter::is_in(int type) const {
  return std::ranges::find(entered_, type) != entered_.end();
}

void PageEmitter::flatten(Flat flat) {
  flat_ = flat;
  flat_depth_ = entered_.size();
}

// Where in the text the words end, if they are not a copy.
std::optional<std::size_t> PageEmitter::place_of(std::string_view words) const {
  const std::less<const char*> before;
  const char* const begin = markdown_.data();
  if (before(words.data(), begin) ||
      before(begin + markdown_.size(), words.data() + words.size())) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(words.data() - begin) + words.size();
}

void PageEmitter::enter(MD_BLOCKTYPE type, const void* detail) {
  if (type == MD_BLOCK_H) return open_heading(as<MD_BLOCK_H_DETAIL>(detail).level);
  if (type == MD_BLOCK_P && is_short_note_ && entered_.size() == 1) {
    entered_.push_back(type);
    return sheet_.open("", "");
  }
  Emitter::enter(type, detail);
  if (type != MD_BLOCK_CODE) return;
  if (const auto family = family_of(language_of(as<MD_BLOCK_CODE_DETAIL>(detail)))) {
    code_ = Code{*family, {}};
  }
}

void PageEmitter::leave(MD_BLOCKTYPE type) {
  if (!unwind_to(type)) return;
  if (type == MD_BLOCK_CODE && code_) {
    put_highlighted(code_->text, code_->family, sheet_);
    code_.reset();
  }
  Emitter::leave(type);
  if (type == MD_BLOCK_H) close_heading();
}

void PageEmitter::enter(MD_SPANTYPE type, const void* detail) {
  const bool is_link = type == MD_SPAN_A || type == MD_SPAN_IMG;
  if (!is_link && type != MD_SPAN_WIKILINK && flat_ == Flat::kNot) {
    return Emitter::enter(type, detail);
  }
  entered_.push_back(kFirstSpan + type);
  if (type == MD_SPAN_A) {
    const auto& link = as<MD_SPAN_A_DETAIL>(detail);
    open_link(link.href, link.title, false);
  } else if (type == MD_SPAN_IMG) {
    const auto& picture = as<MD_SPAN_IMG_DETAIL>(detail);
    open_link(picture.src, picture.title, true);
  } else if (type == MD_SPAN_WIKILINK && flat_ == Flat::kNot && !is_in_link()) {
    const MD_ATTRIBUTE& target = as<MD_SPAN_WIKILINK_DETAIL>(detail).target;
    const auto end = place_of({target.text, target.size});
    const bool has_bar = end && markdown_.substr(*end).starts_with('|');
    open_wikilink(resolved(target), !end ? Label::kUnsure : has_bar ? Label::kThere : Label::kNone);
  } else {
    sheet_.open("", "");
  }
}

void PageEmitter::leave(MD_SPANTYPE type) {
  if (!unwind_to(kFirstSpan + type)) return;
  if (flat_ != Flat::kNot && flat_depth_ == entered_.size()) {
    flat_ = Flat::kNot;
    put_host();
  }
  if (wikilink_ && wikilink_->depth == entered_.size()) close_wikilink();
  const bool is_file_done = file_depth_ == entered_.size();
  Emitter::leave(type);
  if (!is_file_done) return;
  page_.holes.back().end = sheet_.size();
  file_depth_.reset();
}

void PageEmitter::text(MD_TEXTTYPE type, std::string_view text) {
  if (code_) {
    code_->text += plain(type, text);
    return;
  }
  if (wikilink_ && wikilink_->unsure_label) settle_label(text);
  if (flat_ == Flat::kSilent) return;
  if (flat_ != Flat::kNot) {
    const std::string words = plain(type, text);
    note_words(words);
    return flat_ == Flat::kText ? sheet_.put_text(words) : sheet_.put_attribute(words);
  }
  if (type == MD_TEXT_NORMAL && note_source(text)) return page_words(source_begin_, source_end_);
  if (heading_ || wikilink_) note_words(plain(type, text));
  if (type == MD_TEXT_CODE && text.contains("\\|") && is_in(MD_BLOCK_TABLE)) {
    return sheet_.put_text(without_bar_escapes(text));
  }
  if (type == MD_TEXT_SOFTBR) return sheet_.put("\n");
  if (type == MD_TEXT_NORMAL) return sheet_.put_text(text);
  Emitter::text(type, text);
}

// For the outline and the list of links.
void PageEmitter::note_words(std::string_view words) {
  if (heading_) heading_->text += words;
  if (wikilink_) wikilink_->link.label += words;
}

void PageEmitter::open_heading(unsigned level) {
  entered_.push_back(MD_BLOCK_H);
  sheet_.open("<h2", "</h2>");
  digits_.push_back(sheet_.size() - 1);
  heading_ = OpenHeading{patches_.size(), {}};
  patches_.push_back({.at = sheet_.size(), .text = {}});
  sheet_.put(">");
  page_.outline.push_back({.level = static_cast<int>(level), .id = {}, .text = {}});
  is_refused_ |= has_too_many_headings();
}

void PageEmitter::close_heading() {
  digits_.push_back(sheet_.size() - std::string_view("2>").size());
  Heading& heading = page_.outline.back();
  heading.text = trim(heading_->text);
  heading.id = ids_.add(heading.text);
  patches_[heading_->patch].text = fmt::format(" id=\"{}\"", heading.id);
  heading_.reset();
}

}  // namespace fika::render
