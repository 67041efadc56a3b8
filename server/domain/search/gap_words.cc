// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/gap_words.h"

#include <algorithm>
#include <cstddef>
#include <fika/v1/people.pb.h>
#include <functional>
#include <set>
#include <utility>

#include "base/compatible.h"
#include "base/composed.h"
#include "base/text.h"
#include "server/domain/members.h"
#include "server/domain/people/name_order.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// A telephone number or a personal identity number has no fewer digits.
constexpr std::size_t kPersonalDigits = 6;
// One letter names nobody.
constexpr std::size_t kNameBytesMin = 2;

using Words = std::set<std::string, std::less<>>;

// With "annas" comes "anna".
Words names_in(std::string_view words) {
  Words names;
  for (const std::string& run : runs_of_letters(words)) {
    std::string word = fold_case(run);
    if (word.ends_with('s')) names.insert(word.substr(0, word.size() - 1));
    names.insert(std::move(word));
  }
  return names;
}

bool is_among(const Words& words, std::string_view name) {
  return std::ranges::any_of(runs_of_letters(name), [&](const std::string& run) {
    return run.size() >= kNameBytesMin && words.contains(fold_case(run));
  });
}

}  // namespace

std::string words_as_kept(std::string_view text) {
  std::string words;
  for (const char c : fold_case(composed(trim(text)))) {
    const bool is_blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!is_blank) {
      words += c;
    } else if (!words.empty() && !words.ends_with(' ')) {
      words += ' ';
    }
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

bool looks_personal(std::string_view words) {
  if (compatible(words).contains('@')) return true;
  std::size_t digits = 0;
  for (const std::string& run : runs_of_letters(words)) {
    for (const char c : run) {
      const bool is_digit = c >= '0' && c <= '9';
      digits = is_digit ? digits + 1 : 0;
      if (digits >= kPersonalDigits) return true;
    }
  }
  return false;
}

Result<bool> names_somebody(const storage::Reader& reader, const Id& organisation,
                            std::string_view words) {
  const Words wanted = names_in(words);
  bool is_named = false;
  CHECKED(storage::for_each<v1::Person>(reader, organisation, {}, [&](v1::Person&& person) {
    is_named = person.name() != kFormerColleague && is_among(wanted, person.name());
    return !is_named;
  }));
  return is_named;
}

bool holds_name(std::string_view words, std::string_view name) {
  return is_among(names_in(words), name);
}

}  // namespace fika::domain
