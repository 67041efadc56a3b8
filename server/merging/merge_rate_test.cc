// SPDX-License-Identifier: GPL-3.0-or-later
// How often two people who edit a page at the same time are asked to choose: pages of 10 KB, five
// random edits of words a side, thirty pages. Lines and words are merged in the same run.
#include <gtest/gtest.h>

#include "server/merging/git_for_tests.h"
#include "server/merging/merge.h"
#include "server/merging/pages_for_tests.h"

namespace fika::merging {
namespace {

TEST(MergeRate, FourOfFiveTwoSidedEditsOfAPageNeedNoChoice) {
  constexpr std::size_t kEdits = 5;
  RandomTexts random(20'261'122);
  for (const std::size_t bytes : {10'000U, 100'000U, 500'000U}) {
    const int runs = bytes > 100'000 ? 3 : 30;
    int by_lines = 0, by_words = 0, to_look_at = 0;
    double lines_ms = 0, words_ms = 0, longest_ms = 0;
    for (int run = 0; run < runs; ++run) {
      const std::string base = random.page(bytes), yours = random.with_edits(base, kEdits),
                        theirs = random.with_edits(base, kEdits);
      const double start = cpu_ms();
      by_lines += git_merge(base, yours, theirs, &lines_of) ? 1 : 0;
      const double between = cpu_ms();
      const auto merge = merge_texts(base, yours, theirs);
      const double took = cpu_ms() - between;
      ASSERT_TRUE(merge) << merge.error().detail;
      by_words += merge->is_clean() ? 1 : 0;
      to_look_at += merge->touched_sentences.empty() ? 0 : 1;
      lines_ms += between - start;
      words_ms += took;
      longest_ms = std::max(longest_ms, took);
    }
    fmt::print(
        "{:>3} KB: clean by lines {}/{} ({:.2f} ms), by words {}/{} ({:.2f} ms, at most {:.2f}), "
        "{} with a sentence to look at\n",
        bytes / 1000, by_lines, runs, lines_ms / runs, by_words, runs, words_ms / runs, longest_ms,
        to_look_at);
    EXPECT_GE(by_words * 5, runs * 4) << bytes;
    EXPECT_GE(by_words, by_lines);
  }
}

}  // namespace
}  // namespace fika::merging
