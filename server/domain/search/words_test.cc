// SPDX-License-Identifier: GPL-3.0-or-later
// What stewards look after, and what helped.
#include "server/domain/search/gaps.h"
#include "server/domain/search/helpful.h"
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
  note(olle_, "kalibrera x9");
  note(olle_, "kalibrera X9 from:anna");
  note(olle_, "zither");
  EXPECT_EQ(gaps(), (Gaps{{"kalibrera x9", 3}, {"zither", 1}}));
  const auto reply = tell<v1::ListGapsReply>(world_.admin(), "ListGaps", v1::ListGapsRequest());
  EXPECT_EQ(reply.gaps(0).week_ms(), 1'749'427'200'000) << "a Monday";
  EXPECT_TRUE(world_.last_commit().scopes.empty()) << "no change tells of it";
  v1::DismissGapRequest away;
  away.set_words("kalibrera x9");
  tell<v1::DismissGapReply>(world_.admin(), "DismissGap", away);
  EXPECT_EQ(gaps(), (Gaps{{"zither", 1}}));
}

TEST_F(SearchWords, WhatIsFoundOrMayNameSomebodyIsNotKept) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  thread(anna_, wells, "Pumps", "They hum.");
  for (const char* const query :
       {"pumps", "anna@example.org", "070-123 45 67", "19850101-1234", "", "x", "from:anna"}) {
    note(anna_, query);
  }
  EXPECT_EQ(gaps(), Gaps());
  v1::NoteGapRequest request;
  request.set_query(std::string(201, 'a'));
  EXPECT_EQ(world_.refusal(anna_, "NoteGap", request), Code::kInvalid);
}

TEST_F(SearchWords, WhoeverIsErasedIsNotFoundAmongThem) {
  note(anna_, "greta garbo");
  note(anna_, "garbology");
  ASSERT_TRUE(world_.write(
      [](storage::Transaction& txn) { return forget_gaps_naming(txn, "Nils Garbo"); }));
  EXPECT_EQ(gaps(), (Gaps{{"garbology", 1}}));
}

TEST_F(SearchWords, OnlyStewardsAndAdministratorsLookAfterThem) {
  EXPECT_EQ(world_.refusal(anna_, "ListGaps", v1::ListGapsRequest()), Code::kForbidden);
  v1::PutSynonymsRequest put;
  put.set_id(world_.fresh_id().text());
  put.add_words("HR");
  put.add_words("personalavdelningen");
  EXPECT_EQ(world_.refusal(anna_, "PutSynonyms", put), Code::kForbidden);
  community(anna_, v1::OPENNESS_PRIVATE);
  EXPECT_TRUE(world_.call_any(anna_, "ListGaps", v1::ListGapsRequest()).has_value());
  EXPECT_EQ(tell<v1::SynonymSet>(anna_, "PutSynonyms", put).changed_by(), anna_.person.text());
  EXPECT_EQ(world_.refusal(olle_, "ListSynonyms", v1::ListSynonymsRequest()), Code::kForbidden);
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
  EXPECT_EQ(world_.refusal(anna_, "PutSynonyms", put), Code::kInvalid) << "one word is no set";
  put.set_words(1, "personalavdelningen");
  tell<v1::SynonymSet>(anna_, "PutSynonyms", put);
  EXPECT_EQ(found(olle_, "HR"), Ids{id});
  v1::RemoveSynonymsRequest remove;
  remove.set_id(put.id());
  tell<v1::RemoveSynonymsReply>(anna_, "RemoveSynonyms", remove);
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
