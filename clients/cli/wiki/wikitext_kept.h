// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of Markdown that are finished while the wikitext around them is still being turned: a sign
// that no text holds stands for each until all is done.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

class KeptPieces {
 public:
  // What stands for the piece from now on. A block stands on lines of its own.
  std::string keep(std::string markdown, bool is_block = false);
  // The text with all pieces in their places; a piece may hold others.
  std::string put_back(std::string_view text) const;

  static bool begins(char c) { return c == '\x01'; }
  // The size of the sign that `text` begins with, or 0.
  static std::size_t size_of(std::string_view text);
  bool is_block(std::string_view sign) const;

 private:
  struct Piece {
    std::string markdown;
    bool is_block;
  };
  std::vector<Piece> pieces_;
};

}  // namespace fika::cli::wiki
