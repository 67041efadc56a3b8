// SPDX-License-Identifier: GPL-3.0-or-later
// What md4c finds in a message, written as HTML: the whole of what can come out stands in
// emitter.cc. One object a message; each function is one of md4c's callbacks, and is not called
// again once is_over(). A page is written by PageEmitter, which does the same but for some things.
#pragma once

#include <md4c.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/render/render.h"
#include "server/render/sheet.h"
#include "server/render/target.h"

namespace fika::render {

class Emitter {
 public:
  Emitter(std::string_view markdown, const RenderContext& context, std::size_t bytes_max)
      : markdown_(markdown), context_(context), sheet_(bytes_max) {}
  virtual ~Emitter() = default;
  Emitter(const Emitter&) = delete;
  Emitter& operator=(const Emitter&) = delete;

  virtual void enter(MD_BLOCKTYPE type, const void* detail);
  virtual void leave(MD_BLOCKTYPE type);
  virtual void enter(MD_SPANTYPE type, const void* detail);
  virtual void leave(MD_SPANTYPE type);
  virtual void text(MD_TEXTTYPE type, std::string_view text);

  // Over the budget, too deep or too wide; or md4c has lost its way, as 0.4.8 does in `[](**)*`.
  bool is_over() const { return is_refused_ || sheet_.is_full(); }
  // All of the text came out as it went in, in paragraphs. To be asked at the end.
  bool is_plain() const;
  std::size_t bytes_spent() const { return sheet_.spent(); }
  std::string take() { return sheet_.take(); }

 protected:
  // A link or image that md4c has entered and not left.
  struct Link {
    bool is_shown;
    std::string address;  // stands in for words where it has none
    std::size_t begin;    // of the words
  };

  static constexpr int kFirstSpan = 1000;

  std::string resolved(const MD_ATTRIBUTE& attribute);
  // The language that a fence names, if it can stand in a class.
  std::string language_of(const MD_BLOCK_CODE_DETAIL& detail);
  // In another link; then words are all that comes of it.
  bool is_in_link() const;
  // Leaves the opening tag open where `closes` is false: more attributes follow.
  void open_anchor(const Target& target, bool is_image, bool closes = true);
  void close_link();
  // False when the words do not stand in the text as they are.
  bool note_source(std::string_view text);
  // Text of people's, with addresses made into links.
  void words(std::size_t from, std::size_t until);

  std::string_view markdown_;
  const RenderContext& context_;
  Sheet sheet_;
  std::vector<Link> links_;
  std::vector<int> entered_;  // types of blocks, and of spans from kFirstSpan on
  bool is_refused_ = false;
  bool is_plain_ = true;
  std::size_t source_begin_ = 0, source_end_ = 0;  // of the words that came last, in markdown_
  bool is_escaped_ = false;  // a backslash before the words that came last was left out

 private:
  bool leaves(int type);
  void open_cell(std::string_view name, MD_ALIGN align);
  void open_link(const MD_ATTRIBUTE& address, bool is_image);
  void words_without_addresses(std::size_t from, std::size_t until);
};

}  // namespace fika::render
