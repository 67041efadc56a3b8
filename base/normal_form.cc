// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/normal_form.h"

#include <cstdint>

#include <unicode/bytestream.h>

#include "base/check.h"

namespace fika {

std::string in_normal_form(std::string_view text,
                           const icu::Normalizer2* (*form)(UErrorCode& error)) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const normalizer = form(error);
  FIKA_CHECK(U_SUCCESS(error));
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  normalizer->normalizeUTF8(0,
                            icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                            sink, nullptr, error);
  FIKA_CHECK(U_SUCCESS(error));
  return result;
}

}  // namespace fika
