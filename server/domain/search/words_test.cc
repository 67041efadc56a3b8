// SPDX-License-Identifier: GPL-3.0-or-later
// What stewards look after, and what helped.
#include "base/clock.h"
#include "server/domain/search/gaps.h"
#include "server/domain/search/helpful.h"
#include "server/domain/search/recent_notes.h"
#include "server/domain/search/search_fixture_for_tests.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

class SearchWords : public Searching {
 protected:
  void note(const Actor& who, const std::string& query) {
    v1::NoteGapRequest request;
    request.set_query(query);
    world_.wait_until_found();
    tell<v1::NoteGapReply>(who, "NoteGap", request);
  }
  std::vector<std::pair<std::string, std::uint32_t>> gaps() {
    std::vector<std::pair<std::string, std::uint32_t>> found;
    const auto reply = tell<v1::ListGapsReply>(world_.admin(), "ListGaps", v1::ListGapsRequest());
    for (const v1::SearchGap& gap : reply.gaps()) found.emplace_back(gap.words(), gap.count());
    return found;
  }
  using Gaps = std::vector<std::pair<std::string, std::uint32_t>>;
};

TEST_F(SearchWords, WhatIsSearchedForInVainIsToldWithoutSayingByWhom) {
  note(anna_, "Kalibrera  X9");
  note(olle_, "kalibrera x9 from:anna");
  note(olle_, "zither");
  EXPECT_TRUE(world_.last_commit().scopes.empty()) << "no change tells of it";
  EXPECT_EQ(gaps(), (Gaps{{"kalibrera x9", 2}})) << "what one person looked for once is theirs";
  const auto reply = tell<v1::ListGapsReply>(world_.admin(), "ListGaps", v1::ListGapsRequest());
  EXPECT_EQ(reply.gaps(0).week_ms(), 1'749'427'200'000) << "a Monday";
  v1::DismissGapRequest away;
  away.set_words("kalibrera x9");
  tell<v1::DismissGapReply>(world_.admin(), "DismissGap", away);
  EXPECT_EQ(gaps(), Gaps());
}

TEST_F(SearchWords, NoRowIsCalledByTheWordsThatItHolds) {
  note(anna_, "kalibrera");
  std::vector<std::pair<std::string, std::string>> rows;
  ASSERT_TRUE(storage::scan_index(*world_.read(), kGaps, {},
                                  [&](std::string_view key, std::string_view value) {
                                    rows.emplace_back(key, value);
                                    return true;
                                  }));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].first.size(), kGapKeyBytes);
  EXPECT_FALSE(rows[0].first.contains("kalibrera"));
  EXPECT_TRUE(rows[0].second.contains("kalibrera"));
}

TEST_F(SearchWords, OnePersonCountsOnceADayAndNotesFewAnHour) {
  note(anna_, "kalibrera");
  note(anna_, "Kalibrera");
  EXPECT_EQ(gaps(), Gaps());
  world_.clock().advance(25 * kHourMs);
  note(anna_, "kalibrera");
  EXPECT_EQ(gaps(), (Gaps{{"kalibrera", 2}}));
  for (std::size_t i = 1; i < kNotesAnHourMax; ++i) note(anna_, "flood " + std::to_string(i));
  note(anna_, "zither");
  note(olle_, "zither");
  EXPECT_EQ(gaps(), (Gaps{{"kalibrera", 2}})) << "Anna has noted enough for now";
  world_.clock().advance(2 * kHourMs);
  note(anna_, "zither");
  EXPECT_EQ(gaps(), (Gaps{{"zither", 2}, {"kalibrera", 2}}));
}

TEST_F(SearchWords, WhatNobodyLookedForInHalfAYearGoes) {
  note(anna_, "kalibrera");
  note(olle_, "kalibrera");
  world_.clock().advance(26 * 7 * kDayMs);
  EXPECT_EQ(gaps(), (Gaps{{"kalibrera", 2}}));
  world_.clock().advance(7 * kDayMs);
  EXPECT_EQ(gaps(), Gaps());
  note(anna_, "zither");
  std::size_t rows = 0;
  ASSERT_TRUE(storage::scan_index(*world_.read(), kGaps, {},
                                  [&](std::string_view, std::string_view) { return ++rows > 0; }));
  EXPECT_EQ(rows, 1U) << "nor is it kept";
}

TEST_F(SearchWords, WhatIsFoundOrMayNameSomebodyIsNotKept) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  thread(anna_, wells, "Pumps", "They hum.");
  const Actor gone = world_.person("Göran Öst");
  v1::DeactivatePersonRequest away;
  away.set_person(gone.person.text());
  tell<v1::Person>(world_.admin(), "DeactivatePerson", away);
  for (const char* const query :
       {"pumps", "zither@example.org", "zither＠example", "070-123 45 67", "070_123_45_67",
        "０７０１２３４５６７", "070–123–45–67", "19850101-1234", "", "x", "from:anna",
        "warning to OLLE", "annas löneförhöjning", "lund-affären", "göran alkohol"}) {
    note(anna_, query);
    note(olle_, query);
  }
  EXPECT_EQ(gaps(), Gaps());
  std::size_t rows = 0;
  ASSERT_TRUE(storage::scan_index(*world_.read(), kGaps, {},
                                  [&](std::string_view, std::string_view) { return ++rows > 0; }));
  EXPECT_EQ(rows, 0U);
  v1::NoteGapRequest request;
  request.set_query(std::string(201, 'a'));
  EXPECT_EQ(world_.refusal(anna_, "NoteGap", request), Code::kInvalid);
}

TEST_F(SearchWords, WhatGuestsLookForIsNotNoted) {
  const Actor guest = world_.person("Gustav Gäst", v1::ROLE_GUEST);
  note(guest, "kalibrera");
  note(anna_, "kalibrera");
  EXPECT_EQ(gaps(), Gaps());
}

TEST_F(SearchWords, WhoeverIsErasedIsNotFoundAmongThem) {
  for (const Actor& who : {anna_, olle_}) {
    note(who, "greta garbo");
    note(who, "garbos bil");
    note(who, "garbology");
  }
  ASSERT_TRUE(world_.write(
      [](storage::Transaction& txn) { return forget_gaps_naming(txn, "Nils Garbo"); }));
  EXPECT_EQ(gaps(), (Gaps{{"garbology", 2}}));
}

TEST_F(SearchWords, AdministratorsAndStewardsOfWhatManyAreInLookAfterThem) {
  EXPECT_EQ(world_.refusal(anna_, "ListGaps", v1::ListGapsRequest()), Code::kForbidden);
  v1::PutSynonymsRequest put;
  put.set_id(world_.fresh_id().text());
  put.add_words("HR");
  put.add_words("personalavdelningen");
  const auto of_five = [&](v1::Openness openness, const std::string& name) {
    const std::string made = community(anna_, openness, name);
    for (int i = 1; i < 5; ++i) {
      EXPECT_EQ(world_.refusal(anna_, "PutSynonyms", put), Code::kForbidden) << name << i;
      admit(anna_, made, world_.person("Member"));
    }
    return made;
  };
  of_five(v1::OPENNESS_PRIVATE, "Closed");
  EXPECT_EQ(world_.refusal(anna_, "ListSynonyms", v1::ListSynonymsRequest()), Code::kForbidden);
  const std::string wells = of_five(v1::OPENNESS_ON_REQUEST, "Wells");
  EXPECT_TRUE(world_.call_any(anna_, "ListGaps", v1::ListGapsRequest()).has_value());
  EXPECT_EQ(tell<v1::SynonymSet>(anna_, "PutSynonyms", put).changed_by(), anna_.person.text());
  admit(anna_, wells, olle_);
  EXPECT_EQ(world_.refusal(olle_, "ListSynonyms", v1::ListSynonymsRequest()), Code::kForbidden);
}

TEST_F(SearchWords, WordsThatMeanTheSameAreThatWhateverStandsBesideThem) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const std::string id =
      thread(anna_, wells, "Personalavdelningen flyttar", "I mars.").thread().id();
  v1::PutSynonymsRequest put;
  put.set_id(world_.fresh_id().text());
  put.add_words("HR");
  put.add_words("(personalavdelningen)");
  tell<v1::SynonymSet>(world_.admin(), "PutSynonyms", put);
  for (const char* const query : {"hr?", "(hr)", "flyttar/hr", "ＨＲ"}) {
    EXPECT_EQ(found(olle_, query), Ids{id}) << query;
  }
}

TEST_F(SearchWords, WordsThatMeanTheSameFindEachOther) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const std::string id =
      thread(anna_, wells, "Personalavdelningen flyttar", "I mars.").thread().id();
  EXPECT_EQ(found(olle_, "HR"), Ids());
  v1::PutSynonymsRequest put;
  put.set_id(world_.fresh_id().text());
  put.add_words("HR");
  put.add_words("hr");
  EXPECT_EQ(world_.refusal(world_.admin(), "PutSynonyms", put), Code::kInvalid)
      << "one word is no set";
  put.set_words(1, "personalavdelningen");
  tell<v1::SynonymSet>(world_.admin(), "PutSynonyms", put);
  EXPECT_EQ(found(olle_, "HR"), Ids{id});
  v1::RemoveSynonymsRequest remove;
  remove.set_id(put.id());
  tell<v1::RemoveSynonymsReply>(world_.admin(), "RemoveSynonyms", remove);
  EXPECT_EQ(found(olle_, "HR"), Ids());
}

TEST_F(SearchWords, WhatHelpedIsMarkedByThoseWhoSeeItAndNobodyElseLearnsOfIt) {
  const std::string closed = community(anna_, v1::OPENNESS_PRIVATE);
  const v1::Message opening = thread(anna_, closed, "One", "marzipan").message();
  v1::MarkHelpfulRequest mark;
  mark.set_id(opening.id());
  EXPECT_EQ(world_.refusal(olle_, "MarkHelpful", mark), Code::kNotFound);
  admit(anna_, closed, olle_);
  tell<v1::MarkHelpfulReply>(olle_, "MarkHelpful", mark);
  ASSERT_EQ(world_.last_commit().scopes.size(), 1U);
  tell<v1::MarkHelpfulReply>(olle_, "MarkHelpful", mark);
  v1::GetHelpfulRequest about;
  about.set_id(opening.id());
  EXPECT_TRUE(tell<v1::GetHelpfulReply>(olle_, "GetHelpful", about).helped());
  EXPECT_FALSE(tell<v1::GetHelpfulReply>(anna_, "GetHelpful", about).helped());
  const Id id = Id::parse(opening.id()).value();
  EXPECT_EQ(helped_others(*world_.read(), id, anna_.person).value(), 1U);
  EXPECT_EQ(helped_others(*world_.read(), id, olle_.person).value(), 0U)
      << "one's own does not count";
  mark.set_undo(true);
  tell<v1::MarkHelpfulReply>(olle_, "MarkHelpful", mark);
  EXPECT_FALSE(tell<v1::GetHelpfulReply>(olle_, "GetHelpful", about).helped());
  EXPECT_EQ(helped_others(*world_.read(), id, anna_.person).value(), 0U);
}

TEST_F(SearchWords, WhatIsInTheTrashHelpsNobody) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const v1::Page above = page(anna_, wells, "Above", "almond");
  const v1::Page below = page(anna_, wells, "Below", "nougat", above.id());
  v1::TrashPageRequest away;
  away.set_page(above.id());
  tell<v1::Page>(anna_, "TrashPage", away);
  v1::MarkHelpfulRequest mark;
  for (const v1::Page& gone : {above, below}) {
    mark.set_id(gone.id());
    EXPECT_EQ(world_.refusal(anna_, "MarkHelpful", mark), Code::kNotFound) << gone.title();
  }
}

TEST_F(SearchWords, WhatHelpedManyStandsHigher) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const std::string one = thread(anna_, wells, "Nougat", "marzipan").thread().id();
  const std::string two = thread(anna_, wells, "Nougat", "marzipan").thread().id();
  for (const std::string& best : {one, two}) {
    v1::MarkHelpfulRequest mark;
    mark.set_id(best);
    tell<v1::MarkHelpfulReply>(olle_, "MarkHelpful", mark);
    EXPECT_EQ(search(olle_, "marzipan").hits(0).id(), best);
    mark.set_undo(true);
    tell<v1::MarkHelpfulReply>(olle_, "MarkHelpful", mark);
  }
}

}  // namespace
}  // namespace fika::domain
