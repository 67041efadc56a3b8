// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <cstdint>

namespace fika {
namespace {

// Length of the well-formed sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : std::uint8_t{0};
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return continues(1) ? 2 : 0;
  if (lead < 0xf0) {
    if (lead == 0xe0 && byte(1) < 0xa0) return 0;
    if (lead == 0xed && byte(1) > 0x9f) return 0;
    return continues(1) && continues(2) ? 3 : 0;
  }
  if (lead > 0xf4) return 0;
  if (lead == 0xf0 && byte(1) < 0x90) return 0;
  if (lead == 0xf4 && byte(1) > 0x8f) return 0;
  return continues(1) && continues(2) && continues(3) ? 4 : 0;
}

bool is_space_sequence(std::string_view sequence) {
  if (sequence.size() == 1)
    return sequence[0] == ' ' || (sequence[0] >= '\t' && sequence[0] <= '\r');
  if (sequence == "\u00a0" || sequence == "\u3000") return true;
  return sequence.size() == 3 && sequence[0] == '\xe2' && sequence[1] == '\x80' &&
         static_cast<std::uint8_t>(sequence[2]) <= 0x8a;
}

bool is_control(std::string_view sequence) {
  const auto lead = static_cast<std::uint8_t>(sequence[0]);
  if (sequence.size() == 1) return lead < 0x20 || lead == 0x7f;
  return sequence.size() == 2 && lead == 0xc2 && static_cast<std::uint8_t>(sequence[1]) < 0xa0;
}

std::size_t sequence_start_before(std::string_view text, std::size_t end) {
  std::size_t start = end - 1;
  while (start > 0 && (static_cast<std::uint8_t>(text[start]) & 0xc0) == 0x80) --start;
  return start;
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::size_t utf8_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    if ((static_cast<std::uint8_t>(c) & 0xc0) != 0x80) ++length;
  }
  return length;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text, 0);
    if (length == 0 || !is_space_sequence(text.substr(0, length))) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    const std::size_t start = sequence_start_before(text, text.size());
    if (!is_space_sequence(text.substr(start))) break;
    text = text.substr(0, start);
  }
  return text;
}

Result<std::string> checked_optional_line(std::string_view text, std::size_t size_max,
                                          std::string_view what) {
  if (!is_utf8(text)) return fail(Code::kInvalid, "{} is not valid UTF-8.", what);
  text = trim(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    if (is_control(text.substr(at, length))) {
      return fail(Code::kInvalid, "{} holds a control character; write it on one plain line.",
                  what);
    }
    at += length;
  }
  if (utf8_length(text) > size_max) {
    return fail(Code::kInvalid, "{} is {} characters long; at most {} fit.", what,
                utf8_length(text), size_max);
  }
  return std::string(text);
}

Result<std::string> checked_line(std::string_view text, std::size_t size_max,
                                 std::string_view what) {
  TRY(std::string line, checked_optional_line(text, size_max, what));
  if (line.empty()) return fail(Code::kInvalid, "{} is empty; write something in it.", what);
  return line;
}

Status check_body(std::string_view text, std::size_t size_max, std::string_view what) {
  if (text.size() > size_max) {
    return fail(Code::kInvalid, "{} is {} bytes long; at most {} fit. Split it.", what, text.size(),
                size_max);
  }
  if (!is_utf8(text)) return fail(Code::kInvalid, "{} is not valid UTF-8.", what);
  if (trim(text).empty()) return fail(Code::kInvalid, "{} is empty; write something in it.", what);
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if ((byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f) {
      return fail(Code::kInvalid, "{} holds the control character U+{:04X}; remove it.", what,
                  byte);
    }
  }
  return {};
}

std::string first_line(std::string_view markdown, std::size_t size_max) {
  std::string_view rest = trim(markdown);
  std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
  while (!line.empty() && (line[0] == '#' || line[0] == '>' || line[0] == '*' || line[0] == '-' ||
                           line[0] == ' ' || line[0] == '`' || line[0] == '_')) {
    line.remove_prefix(1);
  }
  if (line.empty()) line = rest.substr(0, rest.find_first_of("\r\n"));
  std::string title;
  std::size_t length = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = sequence_length(line, at);
    if (size == 0) break;
    const std::string_view sequence = line.substr(at, size);
    if (length + 1 > size_max) {
      // The last character gives way to the mark that says there was more.
      title.resize(sequence_start_before(title, title.size()));
      return std::string(trim(title)) + "…";
    }
    if (!is_control(sequence)) {
      title += sequence;
      ++length;
    } else if (sequence == "\t") {
      title += ' ';
      ++length;
    }
    at += size;
  }
  return std::string(trim(title));
}

std::string to_lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace fika
