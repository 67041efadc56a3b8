// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/language.h"

#include <algorithm>
#include <array>
#include <cld2/public/compact_lang_det.h>
#include <cstddef>

#include "search/schema.h"

namespace fika::search {
namespace {

constexpr std::size_t kTextBytesLeast = 80;
constexpr std::size_t kTextBytesLooked = 4 << 10;
constexpr int kShareLeast = 70;  // percent

}  // namespace

std::string language_of(std::string_view text) {
  if (text.size() < kTextBytesLeast) return {};
  text = text.substr(0, kTextBytesLooked);
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> shares{};
  int bytes = 0;
  bool is_reliable = false;
  // It stops by itself at a character that was cut.
  CLD2::DetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, languages.data(),
                              shares.data(), &bytes, &is_reliable);
  if (!is_reliable || shares[0] < kShareLeast) return {};
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return {};
  return language_without_region(CLD2::LanguageCode(languages[0]));
}

}  // namespace fika::search
