// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/name_order.h"

#include <gtest/gtest.h>

namespace fika::domain {
namespace {

TEST(NameOrder, FoldsCaseAndKeepsAccents) {
  const std::pair<const char*, const char*> cases[] = {
      {"Ada LOVELACE", "ada lovelace"},
      {"ÅSA ÄRLIG ÖBERG", "åsa ärlig öberg"},
      {"ÉMILE ×", "émile ×"},
      {"ŁUKASZ ŻÓŁĆ", "łukasz żółć"},
      {"ŠIME ŽIŽEK", "šime žižek"},
      {"Ÿ", "ÿ"},
      {"ΑΘΗΝΑ", "αθηνα"},
      {"ЁЛКИ Щ", "ёлки щ"},
      {"李 雷 😀", "李 雷 😀"},
      {"İ", "İ"},
      {"", ""},
  };
  for (const auto& [name, folded] : cases) {
    EXPECT_EQ(fold_case(name), folded);
    EXPECT_EQ(fold_case(folded), folded);
  }
}

TEST(NameOrder, ANameStartsAtEachOfItsWords) {
  EXPECT_EQ(name_starts("Ana de León"),
            (std::vector<std::string>{"ana de león", "de león", "león"}));
  EXPECT_EQ(name_starts("Britt-Marie"), (std::vector<std::string>{"britt-marie", "marie"}));
  EXPECT_EQ(name_starts("  "), std::vector<std::string>());
  EXPECT_EQ(name_starts("bo"), std::vector<std::string>{"bo"});
}

}  // namespace
}  // namespace fika::domain
