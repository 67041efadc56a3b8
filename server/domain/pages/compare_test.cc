// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between revisions, and which revision a line came with.
#include <gtest/gtest.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Compared : Wiki {
  // Each line as its sign, its numbers and its words, the changed ones in
  // brackets.
  Lines compared(const Id& id, std::uint64_t from, std::uint64_t to) {
    v1::ComparePageRequest request;
    request.set_page(id.text());
    request.set_from_revision(from);
    request.set_to_revision(to);
    const auto reply = Room::must(world.call<v1::ComparePageReply>(anna, "ComparePage", request));
    EXPECT_EQ(reply.from().number(), from);
    Lines lines;
    for (const auto& hunk : reply.hunks()) {
      for (const auto& line : hunk.lines()) {
        constexpr std::string_view kSigns = "? +-";
        std::string words;
        for (const auto& run : line.words()) {
          const bool is_same = run.kind() == v1::COMPARED_KIND_SAME;
          words += is_same ? run.text() : "[" + run.text() + "]";
        }
        lines.push_back(fmt::format("{}{}/{} {}", kSigns[static_cast<std::size_t>(line.kind())],
                                    line.from_line(), line.to_line(), words));
      }
    }
    return lines;
  }
};

TEST_F(Compared, TwoRevisionsDifferByWordsWithinLines) {
  const Id id = page(open, "Plan", "Head\n\nWe meet on Monday.\n");
  Room::must(save(bo, id, 1, "Head\n\nWe meet on Friday.\nMore\n"));
  EXPECT_EQ(compared(id, 1, 2), (Lines{" 1/1 Head", " 2/2 ", "-3/0 We meet on [Monday].",
                                       "+0/3 We meet on [Friday].", "+0/4 [More]"}));
  EXPECT_EQ(compared(id, 2, 1), (Lines{" 1/1 Head", " 2/2 ", "-3/0 We meet on [Friday].",
                                       "-4/0 [More]", "+0/3 We meet on [Monday]."}));
  EXPECT_EQ(compared(id, 2, 2), Lines());
  EXPECT_EQ(compared(id, 1, 0).size(), 5U) << "with the newest";
}

TEST_F(Compared, ARevisionThatChangedOnlyTheTitleHasTheSameText) {
  const Id id = page(open, "Plan", "Head\n");
  Room::must(rename(bo, id, "Plans"));
  EXPECT_EQ(compared(id, 1, 2), Lines());
}

TEST_F(Compared, RevisionsThatAreNotThereAreRefused) {
  const Id id = page(open, "Plan", "text");
  v1::ComparePageRequest request;
  request.set_page(id.text());
  EXPECT_EQ(world.refusal(anna, "ComparePage", request), Code::kInvalid);
  request.set_from_revision(2);
  EXPECT_EQ(world.refusal(anna, "ComparePage", request), Code::kNotFound);
  request.set_from_revision(1);
  EXPECT_EQ(world.refusal(stray_guest, "ComparePage", request), Code::kNotFound);
}

struct Blamed : Wiki {
  v1::BlamePageReply blame(const Id& id, std::uint64_t revision = 0) {
    v1::BlamePageRequest request;
    request.set_page(id.text());
    request.set_revision(revision);
    return Room::must(world.call<v1::BlamePageReply>(anna, "BlamePage", request));
  }
  // Each stretch as its revision, whether it may be older, its lines and its author.
  Lines blamed(const Id& id, std::uint64_t revision = 0) {
    Lines lines;
    for (const auto& stretch : blame(id, revision).stretches()) {
      const auto& mark = stretch.revision();
      lines.push_back(fmt::format("{}{} {}+{} {} {}", mark.number(), stretch.is_older() ? "?" : "",
                                  stretch.first_line(), stretch.line_count(),
                                  mark.author() == anna.person.text() ? "Anna" : "Bo",
                                  stretch.text()));
    }
    return lines;
  }
};

TEST_F(Blamed, EachStretchHasTheRevisionThatLastChangedIt) {
  const Id id = page(open, "Plan", "One\nTwo\nThree\n");
  Room::must(save(bo, id, 1, "One\nTwo, changed\nThree\n"));
  Room::must(rename(anna, id, "Plans"));
  Room::must(save(anna, id, 3, "One\nTwo, changed\nThree\nFour\n"));
  EXPECT_EQ(blamed(id), (Lines{"1 1+1 Anna One\n", "2 2+1 Bo Two, changed\n", "1 3+1 Anna Three\n",
                               "4 4+1 Anna Four\n"}));
  EXPECT_EQ(blamed(id, 1), Lines{"1 1+3 Anna One\nTwo\nThree\n"});
  EXPECT_EQ(blamed(id, 3).size(), 3U);
  EXPECT_EQ(blame(id, 3).revision().number(), 3U);
  EXPECT_EQ(blame(id).oldest_revision(), 1U);
}

TEST_F(Blamed, AnEmptyPageHasNoStretch) { EXPECT_EQ(blamed(page(open, "Plan")), Lines()); }

TEST_F(Blamed, ALongHistoryIsWalkedFromItsNewestEnd) {
  const Id id = page(open, "Plan", "First\nTitle\n");
  for (std::uint64_t base = 1; base <= kBlamedRevisionsMax; ++base) {
    Room::must(save(bo, id, base, fmt::format("First\n{}\n", base)));
  }
  const auto reply = blame(id);
  EXPECT_EQ(reply.oldest_revision(), 2U);
  EXPECT_EQ(blamed(id),
            (Lines{"2? 1+1 Bo First\n",
                   fmt::format("{} 2+1 Bo {}\n", kBlamedRevisionsMax + 1, kBlamedRevisionsMax)}));
  EXPECT_EQ(blame(id, kBlamedRevisionsMax).oldest_revision(), 1U);
}

TEST_F(Blamed, LongTextsAreWalkedWithinABound) {
  const std::string filler(kPageBytesMax - 1024, 'x');
  const Id id = page(open, "Plan", "0\n" + filler);
  constexpr std::uint64_t kFit = kBlamedTextBytesMax / (kPageBytesMax - 1024);
  for (std::uint64_t base = 1; base <= kFit; ++base) {
    Room::must(save(anna, id, base, fmt::format("{}\n{}", base, filler)));
  }
  EXPECT_EQ(blame(id).oldest_revision(), 2U);
}

TEST_F(Blamed, RevisionsThatAreNotThereAreRefused) {
  v1::BlamePageRequest request;
  request.set_page(page(closed, "Plan", "text").text());
  EXPECT_EQ(world.refusal(outsider, "BlamePage", request), Code::kNotFound);
  request.set_revision(2);
  EXPECT_EQ(world.refusal(anna, "BlamePage", request), Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
