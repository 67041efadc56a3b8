// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for all texts, tried on many that nobody would write.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/merging/git_for_tests.h"
#include "server/merging/merge.h"
#include "server/merging/pages_for_tests.h"

namespace fika::merging {
namespace {

constexpr int kTexts = 120;

struct MergeProperties : testing::Test {
  const std::uint64_t seed = seed_for_test();
  RandomTexts random{seed};
  testing::ScopedTrace trace{__FILE__, __LINE__, fmt::format("again with FIKA_SEED={}", seed)};

  static Merge merged(std::string_view base, std::string_view yours, std::string_view theirs) {
    auto merge = merge_texts(base, yours, theirs);
    EXPECT_TRUE(merge) << merge.error().detail;
    return merge ? *std::move(merge) : Merge();
  }
  static std::map<std::string_view, int> words(std::string_view text) {
    std::map<std::string_view, int> counts;
    for (const Range& word : words_of(text)) ++counts[word.of(text)];
    return counts;
  }
};

TEST_F(MergeProperties, WhereOneSideChangedNothingTheOtherIsWhatComesOut) {
  for (int i = 0; i < kTexts && !HasFailure(); ++i) {
    const std::string base = random.text(), other = random.edited(base);
    EXPECT_EQ(merged(base, other, base).text, other);
    EXPECT_EQ(merged(base, base, other).text, other);
    EXPECT_EQ(merged(base, other, other).text, other);
    EXPECT_TRUE(merged(base, other, other).is_clean());
    EXPECT_TRUE(merged(base, other, base).touched_sentences.empty());
  }
}

TEST_F(MergeProperties, WhoIsWhoMakesNoDifference) {
  for (int i = 0; i < kTexts && !HasFailure(); ++i) {
    const std::string base = random.text(), one = random.edited(base), two = random.edited(base);
    const Merge forth = merged(base, one, two), back = merged(base, two, one);
    EXPECT_EQ(forth.text, back.text);
    ASSERT_EQ(forth.conflicts.size(), back.conflicts.size());
    EXPECT_EQ(forth.touched_sentences, back.touched_sentences);
    for (std::size_t c = 0; c < forth.conflicts.size(); ++c) {
      EXPECT_EQ(forth.conflicts[c].yours, back.conflicts[c].theirs);
      EXPECT_EQ(forth.conflicts[c].base_at, back.conflicts[c].base_at);
    }
  }
}

TEST_F(MergeProperties, NoWordIsLostThatTheOtherDidNotTakeOut) {
  for (int i = 0; i < kTexts && !HasFailure(); ++i) {
    const std::string base = random.text(), one = random.edited(base), two = random.edited(base);
    const Merge merge = merged(base, one, two);
    if (!merge.is_clean()) continue;
    const auto before = words(base), in_one = words(one), in_two = words(two);
    const auto now = words(merge.text);
    const auto count = [](const auto& counts, std::string_view word) {
      const auto found = counts.find(word);
      return found == counts.end() ? 0 : found->second;
    };
    for (const auto& [word, number] : in_one) {
      const int taken_out = std::max(0, count(before, word) - count(in_two, word));
      EXPECT_GE(count(now, word), number - taken_out) << word;
    }
    for (const auto& [word, number] : now) {
      EXPECT_GT(count(in_one, word) + count(in_two, word), 0) << "nobody wrote " << word;
    }
    EXPECT_TRUE(is_utf8(merge.text));
  }
}

TEST_F(MergeProperties, AConflictIsWhereItSaysAndChoosingGivesEverythingBack) {
  int seen = 0;
  for (int i = 0; i < kTexts && !HasFailure(); ++i) {
    const std::string base = random.text(), one = random.edited(base), two = random.edited(base);
    const Merge merge = merged(base, one, two);
    std::vector<std::string_view> yours;
    std::size_t at = 0;
    for (const Conflict& conflict : merge.conflicts) {
      ++seen;
      EXPECT_EQ(conflict.base_at.of(base), conflict.base);
      EXPECT_EQ(conflict.yours_at.of(one), conflict.yours);
      EXPECT_EQ(conflict.theirs_at.of(two), conflict.theirs);
      EXPECT_NE(conflict.yours, conflict.theirs);
      EXPECT_GE(conflict.at, at);
      EXPECT_LE(conflict.at, merge.text.size());
      at = conflict.at;
      yours.emplace_back(conflict.yours);
    }
    EXPECT_TRUE(is_utf8(with_choices(merge, yours)));
    // Against who changed nothing, each of one's own choices is one's own text.
    const Merge alone = merged(base, one, base);
    EXPECT_EQ(with_choices(alone, {}), one);
  }
  EXPECT_GT(seen, 10);
}

TEST_F(MergeProperties, CleanIsWhatGitCallsClean) {
  int clean = 0;
  for (int i = 0; i < kTexts && !HasFailure(); ++i) {
    const std::string base = random.text() + "\n", one = random.edited(base),
                      two = random.edited(base);
    if (!one.ends_with('\n') || !two.ends_with('\n')) continue;
    const Merge merge = merged(base, one, two);
    const auto git = git_merge(base, one, two, &words_of);
    EXPECT_EQ(merge.is_clean(), git.has_value());
    if (git && merge.is_clean()) EXPECT_EQ(merge.text, *git);
    clean += merge.is_clean() ? 1 : 0;
  }
  EXPECT_GT(clean, 5);
}

TEST_F(MergeProperties, LongPagesAreMergedByLinesFirstAndComeOutTheSame) {
  for (int i = 0; i < 2; ++i) {
    const std::string base = random.page(200'000), one = random.with_edits(base, 5),
                      two = random.with_edits(base, 5);
    const Merge merge = merged(base, one, two);
    const auto git = git_merge(base, one, two, &words_of);
    EXPECT_EQ(merge.is_clean(), git.has_value());
    if (git && merge.is_clean()) EXPECT_EQ(merge.text, *git);
  }
}

TEST_F(MergeProperties, TextsMadeToBeSlowEndSoonAndStillMerge) {
  for (const std::size_t kinds : {2U, 50U, 5'000U}) {
    const std::string base = random.noise(kinds), one = random.noise(kinds),
                      two = random.noise(kinds);
    const double start = cpu_ms();
    const Merge merge = merged(base, one, two);
    const double took = cpu_ms() - start;
    fmt::print("{} kinds of words, {} KB: {:.0f} ms, {} conflicts\n", kinds, base.size() / 1024,
               took, merge.conflicts.size());
    EXPECT_LT(took, 5'000) << "unoptimised and with sanitizers, too";
    EXPECT_EQ(merged(base, one, base).text, one);
  }
}

}  // namespace
}  // namespace fika::merging
