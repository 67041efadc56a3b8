// SPDX-License-Identifier: GPL-3.0-or-later
// Footnotes, which md4c does not know: [^name] in the text, and a definition that begins a line:
//   [^name]: What it says. Lines that are indented by four go on with it, also after an empty one.
// Definitions stand outside of lists, quotes and code, and are taken out before md4c reads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fika::render {

inline constexpr std::size_t kFootnotesMax = 1'000;  // further definitions are text
inline constexpr std::size_t kFootnoteNameBytesMax = 64;

class Footnotes {
 public:
  explicit Footnotes(std::string_view markdown);

  // The text without the definitions.
  const std::string& body() const { return body_; }

  struct Use {
    std::size_t number;  // of the footnote, from 1, in the order of first use
    std::size_t times;   // it was used, with this
  };
  // Notes that [^name] stands in the text. Nothing if it is not defined: then it is text.
  std::optional<Use> use(std::string_view name);
  // How many footnotes are used, how often each, and what it says, by their numbers.
  std::size_t used() const { return order_.size(); }
  std::size_t times(std::size_t number) const { return notes_[order_[number - 1]].times; }
  const std::string& text(std::size_t number) const { return notes_[order_[number - 1]].text; }

 private:
  struct Note {
    std::string text;
    std::size_t number = 0, times = 0;
  };
  std::string body_;
  std::vector<Note> notes_;
  std::vector<std::size_t> order_;                      // number - 1 → place in notes_
  std::unordered_map<std::string, std::size_t> names_;  // in lower case → place in notes_
};

// The name in "[^name]" at the beginning of `text`, or "".
std::string_view footnote_name(std::string_view text);

}  // namespace fika::render
