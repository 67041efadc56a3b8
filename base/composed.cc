// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/composed.h"

#include <algorithm>
#include <cstdint>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "base/check.h"

namespace fika {
namespace {

// Below U+0300 nothing changes: its first byte, and that of all behind it, is 0xcc or more.
bool is_surely_composed(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0xcc; });
}

}  // namespace

std::string composed(std::string_view text) {
  if (is_surely_composed(text)) return std::string(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(error);
  FIKA_CHECK(U_SUCCESS(error));
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                      sink, nullptr, error);
  FIKA_CHECK(U_SUCCESS(error));
  return result;
}

}  // namespace fika
