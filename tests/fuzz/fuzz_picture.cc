// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a picture's file: nothing is read beyond its end, and what is made bare is.
#include "server/content/bare_picture.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fika::fuzz::text_of(data, size);
  for (const char* type : {"image/png", "image/jpeg", "image/gif", "image/webp"}) {
    fika::content::is_bare(bytes, type);
  }
  const std::string bare = fika::content::bare_webp(bytes);
  FIKA_CHECK(bare.size() <= size);
  FIKA_CHECK(bare.empty() || fika::content::bare_webp(bare) == bare);
  return 0;
}
