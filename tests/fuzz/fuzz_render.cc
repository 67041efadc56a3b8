// SPDX-License-Identifier: GPL-3.0-or-later
// server/render: whatever a message says, its HTML is made of the tags that Message.html names,
// each closed where it belongs, leads only where links may, and keeps to its bounds.
#include "server/render/render.h"
#include "server/render/tag_reader_for_tests.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fika::fuzz::text_of(data, size);
  // At the door check_body() refuses such texts.
  if (!fika::is_utf8(text) || text.contains('\0')) return 0;
  fika::render::Effort effort;
  const auto html =
      fika::render::render_message(text, {.origin = "https://fika.example", .effort = &effort});
  FIKA_CHECK(html.has_value());
  FIKA_CHECK(html->size() <= fika::render::kHtmlBytesFree + fika::render::kHtmlGrowthMax * size);
  FIKA_CHECK(effort.bytes <=
             3 * (fika::render::kHtmlBytesFree + fika::render::kHtmlGrowthMax * size));
  const fika::render::TagReader reader(*html);
  FIKA_CHECK(reader.fault().empty());
  return 0;
}
