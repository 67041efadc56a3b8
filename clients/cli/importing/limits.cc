// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/limits.h"

#include <cstdint>

#include "base/text.h"

namespace fika::cli::importing {
namespace {

bool continues(char c) { return (static_cast<std::uint8_t>(c) & 0xc0) == 0x80; }

// U+0080 to U+009F are C2 80 to C2 9F.
bool is_control_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<std::uint8_t>(text[at]);
  if (byte < 0x20 || byte == 0x7f) return true;
  return byte == 0xc2 && at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) < 0xa0;
}

}  // namespace

std::string as_body(std::string_view text) {
  std::string body;
  body.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || c == '\t') {
      body += c;
    } else if (c == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') body += '\n';
    } else if (!is_control_at(text, at)) {
      body += c;
    } else if (static_cast<std::uint8_t>(c) == 0xc2) {
      ++at;
    }
  }
  return std::string(trim(body));
}

std::string as_line(std::string_view text, std::size_t length_max, std::string_view otherwise) {
  std::string line = as_body(text);
  for (char& c : line) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  if (utf8_length(line) > length_max) {
    std::size_t length = 0;
    std::size_t at = 0;
    while (at < line.size() && (length < length_max - 1 || continues(line[at]))) {
      if (!continues(line[at])) ++length;
      ++at;
    }
    line = std::string(trim(line.substr(0, at))) + "…";
  }
  return line.empty() ? std::string(otherwise) : line;
}

std::vector<std::string> in_parts(std::string text, std::size_t bytes_max) {
  std::vector<std::string> parts;
  while (text.size() > bytes_max) {
    std::size_t cut = text.rfind('\n', bytes_max);
    if (cut == std::string::npos || cut < bytes_max / 2) cut = text.rfind(' ', bytes_max);
    if (cut == std::string::npos || cut < bytes_max / 2) {
      cut = bytes_max;
      while (continues(text[cut])) --cut;
    }
    std::string part(trim(std::string_view(text).substr(0, cut)));
    if (!part.empty()) parts.push_back(std::move(part));
    text = std::string(trim(std::string_view(text).substr(cut)));
  }
  if (!text.empty()) parts.push_back(std::move(text));
  return parts;
}

}  // namespace fika::cli::importing
