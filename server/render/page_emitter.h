// SPDX-License-Identifier: GPL-3.0-or-later
// What md4c finds in a page, written as HTML. What is said here comes on top of what Emitter does
// for messages. Read the body first, then each footnote that came to be used, then finish().
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "server/render/emitter.h"
#include "server/render/footnotes.h"
#include "server/render/heading.h"
#include "server/render/highlight.h"
#include "server/render/page.h"

namespace fika::render {

// The attributes of a link that leads nowhere: a screen reader says so.
inline constexpr std::string_view kBrokenLink =
    " class=\"broken\" role=\"link\" aria-disabled=\"true\"";

class PageEmitter final : public Emitter {
 public:
  PageEmitter(Footnotes& footnotes, const RenderContext& context, std::size_t bytes_max)
      : Emitter({}, context, bytes_max), footnotes_(footnotes) {}

  // The text that md4c reads next.
  void read_from(std::string_view source);

  void enter(MD_BLOCKTYPE type, const void* detail) override;
  void leave(MD_BLOCKTYPE type) override;
  void enter(MD_SPANTYPE type, const void* detail) override;
  void leave(MD_SPANTYPE type) override;
  void text(MD_TEXTTYPE type, std::string_view text) override;

  // Around all footnotes, and around what md4c reads of each.
  void open_footnotes();
  void open_footnote(std::size_t number);
  void close_footnote(std::size_t number);
  void close_footnotes() { sheet_.close(); }

  // Why is_over() is true.
  bool has_too_many_headings() const { return page_.outline.size() > kHeadingsMax; }
  bool is_too_wide() const { return is_refused_ && !has_too_many_headings(); }
  bool is_too_deep() const { return sheet_.is_too_deep(); }
  // The page, unless it is_over(). What could be written only now is.
  RenderedPage finish();

 private:
  // What is put into the HTML at the end, as it depends on what comes later in the text.
  struct Patch {
    std::size_t at;
    std::string text;
    bool is_link = false;  // `text` is a fragment yet, and becomes the attributes of a link
  };

  // How words come out: with all their markup, or only themselves.
  enum class Flat { kNot, kText, kAttribute, kSilent };

  // [[target#heading|label]] that md4c has entered and not left.
  struct OpenWikilink {
    PageLink link;
    bool has_label;
    std::size_t depth;  // of entered_
    // md4c does not say whether there is a label. Where its target is a copy, what comes first
    // within tells by its place; until then this holds what the copy has as a label.
    std::optional<std::string> unsure_label;
  };

  bool is_in(int type) const;
  bool unwind_to(int type);
  std::optional<std::size_t> place_of(std::string_view words) const;
  void flatten(Flat flat);
  void open_heading(unsigned level);
  void close_heading();
  void open_link(const MD_ATTRIBUTE& address, const MD_ATTRIBUTE& title, bool is_image);
  void open_file_hole(std::string_view href);
  void open_picture(const Target& target, const MD_ATTRIBUTE& title);
  void put_host();
  void open_by_fragment(std::string_view fragment);
  void put_title(const MD_ATTRIBUTE& title);
  void note_path(std::string_view href);
  enum class Label { kNone, kThere, kUnsure };
  void open_wikilink(std::string_view written, Label label);
  void settle_label(std::string_view first_words);
  void silence_wikilink(std::string_view label);
  void close_wikilink();
  void note_words(std::string_view words);
  void page_words(std::size_t from, std::size_t until);
  // Writes what only pages have and stands at `at`; its size, or 0 if there is nothing.
  std::size_t put_special(std::size_t at, std::size_t until);
  std::size_t put_long_wikilink(std::size_t at, std::size_t until);
  std::size_t put_reference(std::string_view text);
  void put_label(Hole::Kind kind, std::string_view words);
  void set_levels(std::string& html) const;

  Footnotes& footnotes_;
  RenderedPage page_;
  std::vector<Patch> patches_;
  HeadingIds ids_;
  struct OpenHeading {  // its words so far; the id comes with them
    std::size_t patch;
    std::string text;
  };
  std::optional<OpenHeading> heading_;
  std::vector<std::size_t> digits_;  // where the levels of headings stand in the HTML, two each
  std::optional<OpenWikilink> wikilink_;
  std::unordered_map<std::string, std::size_t> link_places_, file_places_;
  std::optional<std::size_t> file_depth_;  // of entered_, while the last hole is a file's
  std::unordered_set<std::string> targets_, paths_;
  std::string host_;  // of the picture from elsewhere whose words come now
  Flat flat_ = Flat::kNot;
  std::size_t flat_depth_ = 0;  // of entered_, where that began
  struct Code {
    Family family;
    std::string text;
  };
  std::optional<Code> code_;
  std::size_t closing_ = 0;     // of a [[link]], in markdown_: no other stands before it
  bool is_short_note_ = false;  // a footnote of one paragraph, which goes without p
};

}  // namespace fika::render
