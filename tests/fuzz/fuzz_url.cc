// SPDX-License-Identifier: GPL-3.0-or-later
// server/app/url: decoding gives back what was encoded, whatever stands around it.
#include <sodium.h>

#include "server/app/url.h"
#include "tests/fuzz/fuzzing.h"

namespace {

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return encoded;
}

std::string to_base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the NUL
  return text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fika::fuzz::text_of(data, size);
  for (const std::string_view name : {"message", "encoding", ""}) {
    const auto value = fika::app::query_parameter(input, name);
    if (value) FIKA_CHECK(value->size() <= input.size());
  }
  const auto bytes = fika::app::from_base64url(input);
  if (bytes) FIKA_CHECK(bytes->size() <= input.size());

  const std::string query = "connect=v1&message=" + percent_encoded(input) + "&message=second";
  FIKA_CHECK(fika::app::query_parameter(query, "message") == input);
  FIKA_CHECK(fika::app::from_base64url(to_base64url(input)) == input);
  return 0;
}
