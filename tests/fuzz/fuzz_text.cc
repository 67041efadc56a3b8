// SPDX-License-Identifier: GPL-3.0-or-later
// base/text: what is UTF-8 is what decoding says, and nothing malformed comes out of the rest.
#include "base/text.h"
#include "tests/fuzz/fuzzing.h"

namespace {

// Decodes each code point by arithmetic and asks whether it was written in its shortest form.
bool is_utf8_by_decoding(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(at++);
    if (lead < 0x80) continue;
    const std::size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc0 || lead >= 0xf8 || at + more > text.size()) return false;
    std::uint32_t point = lead & (0x3fU >> more);
    for (std::size_t i = 0; i < more; ++i, ++at) {
      if (byte(at) >> 6 != 2) return false;
      point = point << 6 | (byte(at) & 0x3fU);
    }
    const std::uint32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
  }
  return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fika::fuzz::text_of(data, size);
  const std::size_t size_max = fika::fuzz::take_byte(text);
  const bool is_good = fika::is_utf8(text);
  FIKA_CHECK(is_good == is_utf8_by_decoding(text));

  const std::string_view trimmed = fika::trim(text);
  FIKA_CHECK(trimmed.size() <= text.size() && fika::trim(trimmed) == trimmed);

  const auto line = fika::checked_line(text, size_max, "The line");
  if (line) {
    FIKA_CHECK(is_good && fika::is_utf8(*line) && !line->empty());
    FIKA_CHECK(fika::utf8_length(*line) <= size_max && !line->contains('\n'));
    FIKA_CHECK(fika::checked_line(*line, size_max, "The line") == *line);
  } else {
    FIKA_CHECK(fika::is_utf8(line.error().detail));
  }
  const auto optional_line = fika::checked_optional_line(text, size_max, "The line");
  FIKA_CHECK(!line || (optional_line && *optional_line == *line));
  if (fika::check_body(text, size, "The text")) FIKA_CHECK(is_good && !trimmed.empty());

  // Asked only of checked text, but it must not crash on any.
  const std::string title = fika::first_line(text, size_max == 0 ? 1 : size_max);
  if (is_good) {
    FIKA_CHECK(fika::is_utf8(title));
    FIKA_CHECK(fika::utf8_length(title) <= std::max<std::size_t>(size_max, 1));
    FIKA_CHECK(fika::checked_optional_line(title, 256, "The title").has_value());
  }
  return 0;
}
