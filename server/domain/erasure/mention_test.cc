// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/erasure/phases.h"

namespace fika::domain {
namespace {

const Id kAda = Id::derive(1, "ada");
const Id kBo = Id::derive(1, "bo");

std::string link(const std::string& words, const Id& person, const std::string& title = {}) {
  return "[" + words + "](/people/" + person.text() + title + ")";
}

TEST(Mention, TheNameGivesWayWhereverTheLinkStands) {
  const std::string gone = link("@former colleague", kAda);
  const struct {
    std::string text, rewritten;
  } cases[] = {
      {"Ask " + link("@Ada", kAda) + " or " + link("@Ada", kAda) + ".",
       "Ask " + gone + " or " + gone + "."},
      {link("@Bo", kBo) + link("@Ada", kAda), link("@Bo", kBo) + gone},
      {"`" + link("@Ada", kAda) + "`", "`" + gone + "`"},
      {"[x] " + link("@Ada [HR] L.", kAda), "[x] " + gone},
      {link("@Ada\\] L.", kAda), gone},
      {link("@Ada] L.", kAda), gone},
      {link("@Ada", kAda, " \"Ada Lovelace\""), gone},
      {link("our Ada", kAda), gone},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(without_name(one.text, kAda), one.rewritten);
    EXPECT_EQ(without_name(one.rewritten, kAda), one.rewritten);
  }
}

TEST(Mention, EverythingElseStaysAsItIs) {
  for (const std::string& text :
       {std::string(), std::string("Ada"), link("@Bo", kBo), "](/people/" + kAda.text() + ")",
        "[@Ada](/people/" + kAda.text().substr(0, 20)}) {
    EXPECT_EQ(without_name(text, kAda), text);
  }
}

}  // namespace
}  // namespace fika::domain
