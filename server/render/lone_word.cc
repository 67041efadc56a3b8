// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/lone_word.h"

#include <cctype>
#include <cstdint>

namespace fika::render {
namespace {

// Letters and digits of scripts that set words apart: ASCII, and U+00C0 to U+07FF.
bool is_word_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const auto byte = static_cast<std::uint8_t>(text[at - 1]);
  if (byte < 0x80) return std::isalnum(byte) != 0 || byte == '_' || byte == '@';
  return at >= 2 && static_cast<std::uint8_t>(text[at - 2]) >= 0xc3 &&
         static_cast<std::uint8_t>(text[at - 2]) < 0xe0;
}
bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<std::uint8_t>(text[at]);
  if (byte < 0x80) return std::isalnum(byte) != 0 || byte == '_';
  return byte >= 0xc3 && byte < 0xe0;
}

}  // namespace

bool is_lone_word(std::string_view text, std::size_t at, std::size_t size) {
  const std::size_t end = at + size;
  if (is_word_before(text, at) || is_word_at(text, end)) return false;
  const bool is_joined = end < text.size() && (text[end] == '.' || text[end] == '-');
  return !is_joined || !is_word_at(text, end + 1);
}

std::size_t group_mention_size(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"@thread", "@community"}) {
    if (text.substr(at).starts_with(word))
      return is_lone_word(text, at, word.size()) ? word.size() : 0;
  }
  return 0;
}

}  // namespace fika::render
