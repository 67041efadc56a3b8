// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/schema.h"

#include <set>

#include <gtest/gtest.h>

namespace fika::search {
namespace {

TEST(Terms, FitWhateverTheyAreMadeOf) {
  for (const char c : {'a', '\0'}) {
    for (const std::size_t size : {100UL, 200UL, 244UL, 245UL, 1000UL, 100'000UL}) {
      const std::string term = term_of(prefix::kGroup, std::string(size, c));
      const auto zeros = std::count(term.begin(), term.end(), '\0');
      EXPECT_LE(term.size() + static_cast<std::size_t>(zeros), kTermBytesMax) << size;
    }
  }
  EXPECT_NE(term_of("G", std::string(500, 'a')), term_of("G", std::string(501, 'a')));
}

TEST(Terms, OfTagsAreTheSameInAnyCaseAndSpelling) {
  EXPECT_EQ(tag_term(" Säkerhet "), tag_term("sa\xcc\x88kerhet"));
  EXPECT_NE(tag_term("säkerhet"), tag_term("sakerhet"));
}

TEST(Terms, NameTheMonthInUtc) {
  EXPECT_EQ(month_term(0), "M197001");
  EXPECT_EQ(month_term(1'790'000'000'000), "M202609");
  EXPECT_EQ(month_term(-5), "M197001");
  EXPECT_EQ(month_term(INT64_MAX), "M999912");
}

TEST(Terms, LeaveTheRegionOfALanguageOut) {
  EXPECT_EQ(language_without_region("sv-FI"), "sv");
  EXPECT_EQ(language_without_region("EN_gb"), "en");
  EXPECT_EQ(language_without_region(""), "");
}

// What one prefix begins must not be read as another's: words begin with no capital, so only
// prefixes that stand before words may be longer than one letter.
TEST(Prefixes, AreEachOneItsOwn) {
  const std::set<std::string_view> all = {
      prefix::kSwedishStem, prefix::kEnglishStem, prefix::kPart,     prefix::kFolded,
      prefix::kFoldedStem,  prefix::kTitleWord,   prefix::kName,     prefix::kWholeTitle,
      prefix::kGroup,       prefix::kKind,        prefix::kScope,    prefix::kRoot,
      prefix::kCommunity,   prefix::kAuthor,      prefix::kLanguage, prefix::kTag,
      prefix::kState,       prefix::kHas,         prefix::kMonth};
  EXPECT_EQ(all.size(), 19U);
}

}  // namespace
}  // namespace fika::search
