// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/compatible.h"

#include <cstddef>
#include <cstdint>

#include <unicode/uchar.h>

#include "base/code_point.h"
#include "base/normal_form.h"

namespace fika {
namespace {

bool is_of_word(UChar32 point) {
  constexpr std::uint32_t kInside = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  return (U_GET_GC_MASK(point) & kInside) != 0;
}

}  // namespace

std::string compatible(std::string_view text) {
  const std::string plain = in_normal_form(text, &icu::Normalizer2::getNFKCInstance);
  std::string result;
  result.reserve(plain.size());
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t begin = at;
    const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(next_code_point(plain, at)));
    if (digit >= 0) {
      result += static_cast<char>('0' + digit);
    } else {
      result.append(plain, begin, at - begin);
    }
  }
  return result;
}

std::vector<std::string> runs_of_letters(std::string_view text) {
  const std::string plain = compatible(text);
  std::vector<std::string> runs;
  bool is_inside = false;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t begin = at;
    const bool is_letter = is_of_word(static_cast<UChar32>(next_code_point(plain, at)));
    if (is_letter && !is_inside) runs.emplace_back();
    if (is_letter) runs.back().append(plain, begin, at - begin);
    is_inside = is_letter;
  }
  return runs;
}

}  // namespace fika
