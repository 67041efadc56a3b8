// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/plain.h"

#include <md4c.h>

#include "base/text.h"
#include "server/render/character.h"
#include "server/render/emitter.h"
#include "server/render/first_look.h"
#include "server/render/footnotes.h"
#include "server/render/page.h"
#include "server/render/parse.h"
#include "server/render/table_rules.h"

namespace fika::render {
namespace {

constexpr unsigned kShared =
    MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML;
constexpr unsigned kMessages = kShared | MD_FLAG_NOINDENTEDCODEBLOCKS;
constexpr unsigned kPages = kShared | MD_FLAG_WIKILINKS;

template <class Detail>
const Detail& as(const void* detail) {
  return *static_cast<const Detail*>(detail);
}

// Listens to md4c as its base does, and writes words where that writes HTML.
class PlainEmitter final : public Emitter {
 public:
  // With `outline` each heading begins a section; it holds them in their order.
  PlainEmitter(const RenderContext& context, Footnotes* footnotes,
               const std::vector<Heading>* outline)
      : Emitter({}, context, kPageHtmlBytesMax), footnotes_(footnotes), outline_(outline) {
    sections_.emplace_back();
  }

  void read_body(std::string_view markdown, unsigned dialect) {
    const Source source = Source::exact(markdown);
    markdown_ = source.text();
    parse(source.text(), dialect, *this);
    break_line();
  }
  // What has come to be used so far, and what that uses in turn.
  void read_footnotes() {
    outline_ = nullptr;
    for (std::size_t number = 1; number <= footnotes_->used(); ++number) {
      section_ = users_[number - 1];
      read_body(footnotes_->text(number), kPages);
    }
  }
  std::vector<PlainSection> take_sections() {
    for (PlainSection& section : sections_) {
      section.body.text = trim(section.body.text);
      section.body.code = trim(section.body.code);
    }
    return std::move(sections_);
  }

  void enter(MD_BLOCKTYPE type, const void*) override {
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) return put(" ");
    break_line();
    if (type == MD_BLOCK_CODE) is_in_block_ = true;
    if (type != MD_BLOCK_H || outline_ == nullptr) return;
    const std::size_t place = headings_++;
    if (place >= outline_->size() || sections_.size() > kPlainSectionsMax) return;
    const Heading& heading = (*outline_)[place];
    sections_.push_back({.anchor = heading.id, .heading = heading.text, .body = {}});
    section_ = sections_.size() - 1;
    is_in_heading_ = true;
  }
  void leave(MD_BLOCKTYPE type) override {
    if (type == MD_BLOCK_CODE) is_in_block_ = false;
    if (type == MD_BLOCK_H) is_in_heading_ = false;
    if (type != MD_BLOCK_TD && type != MD_BLOCK_TH) break_line();
  }
  void enter(MD_SPANTYPE type, const void* detail) override {
    if (type == MD_SPAN_CODE) is_in_span_ = true;
    if (type == MD_SPAN_A) note_address(resolved(as<MD_SPAN_A_DETAIL>(detail).href), false);
    if (type == MD_SPAN_IMG) note_address(resolved(as<MD_SPAN_IMG_DETAIL>(detail).src), true);
    if (type == MD_SPAN_WIKILINK) body().has_link = true;
  }
  void leave(MD_SPANTYPE type) override {
    if (type != MD_SPAN_CODE) return;
    is_in_span_ = false;
    body().code += '\n';
  }
  void text(MD_TEXTTYPE type, std::string_view text) override {
    switch (type) {
      case MD_TEXT_NORMAL:
        return words(text);
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR:
        return put("\n");
      case MD_TEXT_ENTITY:
        return put(character_of(text));
      case MD_TEXT_CODE:
        if (is_in_block_ || is_in_span_) body().code += text;
        if (!is_in_block_) put(text);
        return;
      case MD_TEXT_HTML:
      case MD_TEXT_LATEXMATH:
        return put(text);
      case MD_TEXT_NULLCHAR:
        return;
    }
  }

 private:
  PlainText& body() { return sections_[section_].body; }

  // The outline has the heading's words already.
  void put(std::string_view text) {
    if (!is_in_heading_) body().text += text;
  }
  void break_line() {
    std::string& text = body().text;
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    if (std::string& code = body().code; !code.empty() && !code.ends_with('\n')) code += '\n';
  }

  void note_address(std::string_view address, bool is_picture) {
    body().has_picture |= is_picture;
    body().has_file |= address.starts_with("/files/");
    // Whom a text mentions is no link to follow.
    if (!is_picture) body().has_link |= !address.starts_with("/people/");
  }

  void words(std::string_view text) {
    body().has_link |= text.contains("://");
    for (std::size_t at = 0; footnotes_ != nullptr;) {
      at = text.find("[^", at);
      if (at == text.npos) break;
      const std::string_view name = footnote_name(text.substr(at));
      const auto use = name.empty() ? std::nullopt : footnotes_->use(name);
      if (!use) {
        at += 2;
        continue;
      }
      if (use->times == 1) users_.push_back(section_);
      put(text.substr(0, at));
      text.remove_prefix(at + name.size() + std::string_view("[^]").size());
      at = 0;
    }
    put(text);
  }

  Footnotes* const footnotes_;
  const std::vector<Heading>* outline_;
  std::vector<PlainSection> sections_;
  std::size_t section_ = 0;         // that words go to
  std::size_t headings_ = 0;        // met so far
  std::vector<std::size_t> users_;  // of each footnote, by its number: the section
  bool is_in_block_ = false, is_in_span_ = false, is_in_heading_ = false;
};

}  // namespace

PlainText plain_message(std::string_view markdown) {
  PlainText plain;
  if (!may_hold_markup(markdown) || is_nested_too_deeply(markdown)) {
    plain.text = trim(markdown);
    return plain;
  }
  const RenderContext context;
  PlainEmitter emitter(context, nullptr, nullptr);
  emitter.read_body(markdown, kMessages);
  return std::move(emitter.take_sections().front().body);
}

std::vector<PlainSection> plain_page(std::string_view markdown) {
  const auto page = render_page(markdown);
  if (!page) {
    PlainSection whole;
    whole.body.text = markdown;
    return {std::move(whole)};
  }
  const RenderContext context;
  Footnotes footnotes(with_long_rules(markdown));
  PlainEmitter emitter(context, &footnotes, &page->outline);
  emitter.read_body(footnotes.body(), kPages);
  emitter.read_footnotes();
  return emitter.take_sections();
}

}  // namespace fika::render
