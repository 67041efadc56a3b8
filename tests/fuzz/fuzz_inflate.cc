// SPDX-License-Identifier: GPL-3.0-or-later
// server/feed/deflate: what is inflated stays within its bound, and what was deflated comes back.
#include "server/feed/deflate.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fika::fuzz::text_of(data, size);
  constexpr std::size_t kSmall = 1000;
  constexpr std::size_t kLarge = 1 << 20;
  const auto small = fika::feed::inflate_raw(input, kSmall);
  const auto large = fika::feed::inflate_raw(input, kLarge);
  if (small) FIKA_CHECK(small->size() <= kSmall && large && *large == *small);
  if (large) {
    FIKA_CHECK(large->size() <= kLarge);
    FIKA_CHECK(small.has_value() || large->size() >= kSmall);
  }
  const auto back = fika::feed::inflate_raw(fika::feed::deflate_raw(input), size + 1);
  FIKA_CHECK(back && *back == input);
  return 0;
}
