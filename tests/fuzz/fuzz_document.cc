// SPDX-License-Identifier: GPL-3.0-or-later
// Documents to words, as the program reads them that the server starts: within what was allowed,
// whatever the zip and its XML say.
#include "server/content/text_reader.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kBytesMax = 4'096;
  const std::string_view bytes = fika::fuzz::text_of(data, size);
  if (const auto words = fika::content::text_of_office(bytes, kBytesMax)) {
    FIKA_CHECK(words->size() <= kBytesMax);
  }
  FIKA_CHECK(fika::content::text_of_html(bytes, kBytesMax).size() <= kBytesMax);
  return 0;
}
