// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/passages/following.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/domain/passages/positions.h"
#include "server/merging/pages_for_tests.h"

namespace fika::domain {
namespace {

using merging::Range;

Following between(std::string_view before, std::string_view after) {
  auto following = Following::between(before, after);
  EXPECT_TRUE(following);
  return *std::move(following);
}

// What stands for the text in [brackets], in the other one; "gone" for nothing.
std::string followed(std::string before, const std::string& after) {
  const std::size_t begin = before.find('[');
  before.erase(begin, 1);
  const std::size_t end = before.find(']');
  before.erase(end, 1);
  const auto found = between(before, after).follow({begin, end});
  return found ? std::string(found->of(after)) : "gone";
}

TEST(Following, AStretchKeepsItsWordsWhateverHappensAround) {
  struct Case {
    std::string before, after, expected;
  };
  for (const Case& one : {
           Case{"The [quick fox] jumps.", "The quick fox jumps.", "quick fox"},
           Case{"The [quick fox] jumps.", "# Title\n\nSee the quick fox jumps high.", "quick fox"},
           Case{"The [quick fox] jumps.", "quick fox", "quick fox"},
           Case{"The [quick fox] jumps.", "The quick brown fox jumps.", "quick brown fox"},
           Case{"The [quick brown fox] jumps.", "The quick fox jumps.", "quick fox"},
           Case{"The [quick brown fox] jumps.", "The slow brown fox jumps.", "slow brown fox"},
           Case{"The [quick brown fox] jumps.", "The quick brown bear jumps.", "quick brown bear"},
           Case{"The [quick fox] jumps.", "Nothing of it jumps.", "gone"},
           Case{"The [quick fox] jumps.", "", "gone"},
           Case{"The [quick] fox. A quick bear.", "The slow fox. A quick bear.", "gone"},
           Case{"A [mentor] helps. A mentor listens.", "A helps. A mentor listens.", "gone"},
           Case{"The qu[ick f]ox jumps.", "Now the quick fox jumps.", "ick f"},
           Case{"The[ quick ]fox.", "See: The quick fox.", " quick "},
           Case{"En [å👩‍🚀ä] till.", "Ännu en å👩‍🚀ä till.", "å👩‍🚀ä"},
           Case{"one\n\n[two words]\n\nthree\n", "three\n\none\n\ntwo words\n", "two words"},
       }) {
    EXPECT_EQ(followed(one.before, one.after), one.expected) << one.before << " / " << one.after;
  }
}

TEST(Following, WordsComeBackWhereTheyAreNew) {
  const std::string after = "A fox here. A fox there.";
  EXPECT_EQ(between("A fox here.", after).come_back("fox"), (Range{14, 17}));
  EXPECT_EQ(between(after, after).come_back("fox"), std::nullopt) << "it was there before";
  EXPECT_EQ(between("", after).come_back("bear"), std::nullopt);
  EXPECT_EQ(between("", after).come_back(""), std::nullopt);
}

TEST(Following, RandomEditsThatDoNotTouchTheWordsNeverLoseThem) {
  merging::RandomTexts random(merging::seed_for_test());
  for (int round = 0; round < 300; ++round) {
    const std::string page = random.page(3'000);
    const auto words = merging::words_of(page);
    // Four words, so many that no other place has the same ones.
    const std::size_t first = random.pick(words.size() - 8);
    const Range place{words[first].begin, words[first + 7].end};
    const std::string quote(place.of(page));
    if (quote.find_first_not_of(" \n.") == quote.npos) continue;
    const std::string head = page.substr(0, place.begin), tail = page.substr(place.end);
    // Words of the surroundings change; those at the edges must not grow into the quote.
    const auto edited = [&](const std::string& part) {
      return part.size() < 400 ? part : random.with_edits(part, 8);
    };
    const std::string before_it = edited(head + " x "), behind_it = edited(" x " + tail);
    const std::string after = before_it + quote + behind_it;
    const auto found = between(page, after).follow(place);
    ASSERT_TRUE(found) << page << "\n=====\n" << after;
    ASSERT_EQ(found->of(after), quote);
    ASSERT_EQ(found->begin, before_it.size()) << quote;
  }
}

TEST(Following, OddTextsAreFollowedWithoutHarm) {
  merging::RandomTexts random(merging::seed_for_test());
  for (int round = 0; round < 2'000; ++round) {
    const std::string before = random.text(), after = random.edited(before);
    if (before.empty()) continue;
    const Positions old_points(before), new_points(after);
    const std::size_t begin = random.pick(old_points.length());
    const std::size_t end = begin + 1 + random.pick(old_points.length() - begin);
    const auto found = between(before, after).follow(old_points.bytes_of({begin, end}));
    if (!found) continue;
    ASSERT_LT(found->begin, found->end);
    ASSERT_LE(found->end, after.size());
    const Range points = new_points.points_of(*found);
    ASSERT_EQ(new_points.bytes_of(points), *found) << "it begins and ends between code points";
  }
}

TEST(Following, TextsMadeToBeSlowTakeNoLongerThanAMoment) {
  merging::RandomTexts random(1);
  const std::string before = random.noise(5'000), after = random.noise(5'000);
  const double start = merging::cpu_ms();
  const Following following = between(before, after);
  for (std::size_t at = 0; at < 200; ++at) following.follow({at * 1'000, at * 1'000 + 500});
  EXPECT_LT(merging::cpu_ms() - start, 5'000.0);
}

TEST(Following, WhatIsReadIsFoundInItsMarkdown) {
  const std::string text =
      "# On *mentors*\n\nA **good mentor** asks; see [the "
      "guide](/p/1 \"x\") for\nmore, åke.\n";
  const auto found = [&](std::string_view words) {
    const auto range = find_as_read(text, words);
    return range ? std::string(range->of(text)) : "nothing";
  };
  EXPECT_EQ(found("asks; see"), "asks; see");
  EXPECT_EQ(found("good mentor asks"), "good mentor** asks");
  EXPECT_EQ(found("see the guide for more"), "see [the guide](/p/1 \"x\") for\nmore");
  EXPECT_EQ(found("On mentors"), "On *mentors");
  EXPECT_EQ(found("more, åke"), "more, åke");
  EXPECT_EQ(found("another"), "nothing");
  EXPECT_EQ(found("..."), "nothing");
}

TEST(Positions, CountCodePointsAndBytesBothWays) {
  merging::RandomTexts random(merging::seed_for_test());
  std::string text = "å👩‍🚀a";
  for (int i = 0; i < 30; ++i) text += random.text();
  const Positions positions(text);
  std::size_t byte = 0;
  for (std::size_t point = 0; point <= positions.length(); ++point) {
    ASSERT_EQ(positions.byte_of(point), byte);
    ASSERT_EQ(positions.point_of(byte), point);
    do ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xc0U) == 0x80U);
  }
  EXPECT_EQ(Positions("").length(), 0U);
  EXPECT_EQ(Positions("").point_of(0), 0U);
}

}  // namespace
}  // namespace fika::domain
