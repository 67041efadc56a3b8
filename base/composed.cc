// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/composed.h"

#include <algorithm>
#include <cstdint>

#include "base/normal_form.h"

namespace fika {
namespace {

// Below U+0300 nothing changes: its first byte, and that of all behind it, is 0xcc or more.
bool is_surely_composed(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0xcc; });
}

}  // namespace

std::string composed(std::string_view text) {
  if (is_surely_composed(text)) return std::string(text);
  return in_normal_form(text, &icu::Normalizer2::getNFCInstance);
}

}  // namespace fika
