// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/sentences.h"

#include "server/merging/characters.h"

namespace fika::merging {
namespace {

bool is_white(const Character& character) {
  return character.sign == Sign::kSpace || character.sign == Sign::kNewline;
}

// Whether a sentence may end with it, if white space follows.
bool is_end(char32_t point) {
  return point == '.' || point == '!' || point == '?' || point == 0x2026;
}
// Ends one whatever follows.
bool is_full_end(char32_t point) {
  return point == 0x3002 || point == 0xff01 || point == 0xff0e || point == 0xff1f;
}
// May stand between the end and the white space.
bool is_closing(char32_t point) {
  return point == '"' || point == '\'' || point == ')' || point == ']' || point == '*' ||
         point == '_' || point == 0x201d || point == 0x2019 || point == 0xbb;
}

// What a line begins with that goes on a paragraph: neither a mark of a block nor white space.
bool goes_on_paragraph(const Character& first) {
  if (is_white(first)) return false;
  return first.sign != Sign::kMark || is_closing(first.point) || first.point == '(' ||
         first.point == '[' || first.point == 0x201c;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Range> run() {
    for (std::size_t at = 0; at < text_.size();) {
      const Character here = character_at(text_, at);
      if (here.sign == Sign::kNewline) {
        see_newline(at);
      } else if (!is_white(here)) {
        see(here, at);
      } else if (is_ended_) {
        close();
      }
      at += here.size;
    }
    close();
    return std::move(sentences_);
  }

 private:
  void see(const Character& here, std::size_t at) {
    // Marks that begin a heading, a row or an item begin a sentence of their own.
    if (is_empty_) {
      open_ = {at, at};
      is_empty_ = false;
      is_block_ = here.point == '#' || here.point == '|';
    }
    open_.end = at + here.size;
    is_ended_ = is_end(here.point) || (is_ended_ && is_closing(here.point));
    if (is_full_end(here.point)) close();
  }
  void see_newline(std::size_t at) {
    const std::size_t next = at + 1;
    if (is_ended_ || is_block_ || next >= text_.size() ||
        !goes_on_paragraph(character_at(text_, next))) {
      close();
    }
  }
  void close() {
    if (!is_empty_) sentences_.push_back(open_);
    is_empty_ = true;
    is_ended_ = is_block_ = false;
  }

  const std::string_view text_;
  std::vector<Range> sentences_;
  Range open_;
  bool is_empty_ = true;
  bool is_ended_ = false;  // only closing marks since its last word
  bool is_block_ = false;  // ends with its line
};

}  // namespace

std::vector<Range> sentences_of(std::string_view text) { return Cutter(text).run(); }

}  // namespace fika::merging
