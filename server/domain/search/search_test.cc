// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/search_fixture_for_tests.h"

namespace fika::domain {
namespace {

std::string text_of(const google::protobuf::RepeatedPtrField<v1::SearchPiece>& pieces) {
  std::string text;
  for (const v1::SearchPiece& piece : pieces) text += piece.text();
  return text;
}

TEST_F(Searching, AThreadIsFoundOnceByItsTitleAndItsOpeningWords) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const auto begun = thread(anna_, wells, "The pump hums", "Since Tuesday it **rattles** as well.");
  const auto reply = search(olle_, "rattles");
  ASSERT_EQ(reply.hits_size(), 1);
  const v1::SearchHit& hit = reply.hits(0);
  EXPECT_EQ(hit.kind(), v1::SEARCH_KIND_THREAD);
  EXPECT_EQ(hit.id(), begun.thread().id());
  EXPECT_EQ(hit.community(), wells);
  EXPECT_EQ(hit.author(), anna_.person.text());
  EXPECT_EQ(text_of(hit.title()), "The pump hums");
  EXPECT_EQ(text_of(hit.snippet()), "Since Tuesday it rattles as well.");
  EXPECT_EQ(found(olle_, "pump"), Ids{begun.thread().id()});
  const v1::SearchFacets& facets = reply.facets();
  EXPECT_EQ(facets.count(), 1U);
  EXPECT_EQ(facets.kinds(0).value(), "thread");
  EXPECT_EQ(facets.communities(0).value(), wells);
  EXPECT_EQ(facets.communities(0).label(), "Wells");
  EXPECT_EQ(facets.authors(0).label(), "Anna Berg");
  EXPECT_EQ(facets.months(0).value(), "2025-06");
}

TEST_F(Searching, AMessageSaysInWhichThreadItIsAndWhere) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const auto begun = thread(anna_, wells, "The pump hums", "Why?");
  const v1::Message answer = post(anna_, begun.thread().id(), "Grease the *bearings*.");
  const auto reply = search(olle_, "bearings");
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(reply.hits(0).kind(), v1::SEARCH_KIND_MESSAGE);
  EXPECT_EQ(reply.hits(0).id(), answer.id());
  EXPECT_EQ(reply.hits(0).root(), begun.thread().id());
  EXPECT_EQ(reply.hits(0).ordinal(), 2U);
  EXPECT_EQ(text_of(reply.hits(0).title()), "The pump hums");
}

TEST_F(Searching, APagesSectionIsFoundUnderItsHeading) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const v1::Page made =
      page(anna_, wells, "Pumps", "Before.\n\n## Winter\n\nDrain the hose.\n\n## Summer\n\nDust.");
  const auto reply = search(olle_, "hose");
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(reply.hits(0).kind(), v1::SEARCH_KIND_PAGE);
  EXPECT_EQ(reply.hits(0).id(), made.id());
  EXPECT_EQ(reply.hits(0).anchor(), "h-winter");
  EXPECT_EQ(reply.hits(0).heading(), "Winter");
}

TEST_F(Searching, PeopleAndCommunitiesAreFoundByName) {
  const std::string wells = community(anna_, v1::OPENNESS_ON_REQUEST, "Weldshop");
  EXPECT_EQ(found(olle_, "berg"), Ids{anna_.person.text()});
  EXPECT_EQ(found(olle_, "weldshop"), Ids{wells}) << "listed, though not to be read";
  const Actor guest = world_.person("Gry", v1::ROLE_GUEST);
  EXPECT_EQ(found(guest, "berg"), Ids());
  EXPECT_EQ(found(guest, "weldshop"), Ids());
  admit(anna_, wells, guest);
  EXPECT_EQ(found(guest, "weldshop"), Ids{wells});
  const v1::SearchReply own = search(anna_, "weldshop");
  ASSERT_EQ(own.hits_size(), 1) << "once, though she is in it and it is listed";
  EXPECT_EQ(own.hits(0).more(), 0U);
  EXPECT_EQ(own.hits(0).anchor(), "");
  EXPECT_EQ(own.facets().count(), 1U);
  v1::SuggestRequest typed;
  typed.set_typed("weld");
  EXPECT_EQ(tell<v1::SuggestReply>(anna_, "Suggest", typed).hits_size(), 1);
  const std::string secret = community(anna_, v1::OPENNESS_PRIVATE, "Reorganisation");
  EXPECT_EQ(found(olle_, "reorganisation"), Ids());
  EXPECT_EQ(found(anna_, "reorganisation"), Ids{secret});
}

TEST_F(Searching, EverybodyFindsWhatTheySeeAndNothingElse) {
  const std::string open = community(anna_, v1::OPENNESS_OPEN, "Open");
  const std::string asked = community(anna_, v1::OPENNESS_ON_REQUEST, "Asked");
  const std::string closed = community(anna_, v1::OPENNESS_PRIVATE, "Closed");
  const std::string in_open = thread(anna_, open, "One", "marzipan").thread().id();
  const std::string in_asked = thread(anna_, asked, "Two", "marzipan").thread().id();
  const std::string in_closed = thread(anna_, closed, "Three", "marzipan").thread().id();
  const Actor guest = world_.person("Gry", v1::ROLE_GUEST);
  admit(anna_, asked, guest);
  Ids all = {in_open, in_asked, in_closed};
  std::ranges::sort(all);
  EXPECT_EQ(found(anna_, "marzipan"), all);
  EXPECT_EQ(found(olle_, "marzipan"), Ids{in_open});
  EXPECT_EQ(found(world_.admin(), "marzipan"), Ids{in_open}) << "managing is not reading";
  EXPECT_EQ(found(guest, "marzipan"), Ids{in_asked});
  EXPECT_EQ(search(olle_, "marzipan").facets().count(), 1U);
  EXPECT_EQ(search(olle_, "in:Closed marzipan").conditions(0).unknown(), true);
  EXPECT_EQ(search(olle_, "in:Open marzipan").conditions(0).id(), open);
}

TEST_F(Searching, NamesAreUnderstoodAsTheCallerKnowsThem) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  admit(anna_, wells, olle_);
  const std::string mine = thread(olle_, wells, "Mine", "marzipan").thread().id();
  const std::string hers = thread(anna_, wells, "Hers", "marzipan").thread().id();
  EXPECT_EQ(found(olle_, "marzipan from:anna"), Ids{hers});
  EXPECT_EQ(found(olle_, "marzipan från:jag"), Ids{mine});
  EXPECT_EQ(found(olle_, "marzipan from:\"Olle Lund\""), Ids{mine});
  EXPECT_EQ(found(olle_, "marzipan from:" + anna_.person.text()), Ids{hers});
  EXPECT_EQ(found(olle_, "marzipan -from:anna"), Ids{mine});
  const auto reply = search(olle_, "marzipan from:anna");
  ASSERT_EQ(reply.conditions_size(), 1);
  EXPECT_EQ(reply.conditions(0).label(), "Anna Berg");
  EXPECT_EQ(reply.conditions(0).id(), anna_.person.text());
  EXPECT_EQ(reply.words(), "marzipan");
}

TEST_F(Searching, OnlySoManyNamesAreLookedUpForOneQuestion) {
  std::string query;
  for (std::size_t i = 0; i <= kNamesLookedUpMax; ++i) query += "from:olle ";
  const auto reply = search(anna_, query);
  ASSERT_EQ(std::size_t(reply.conditions_size()), kNamesLookedUpMax + 1);
  for (std::size_t i = 0; i <= kNamesLookedUpMax; ++i) {
    EXPECT_EQ(reply.conditions(static_cast<int>(i)).unknown(), i == kNamesLookedUpMax) << i;
  }
}

TEST_F(Searching, AQuestionIsUnansweredUntilSomebodyElseWritesInIt) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  admit(anna_, wells, olle_);
  const std::string id =
      thread(anna_, wells, "Marzipan?", "Which?", v1::THREAD_KIND_QUESTION).thread().id();
  post(anna_, id, "I mean the brand.");
  EXPECT_EQ(found(olle_, "marzipan is:unanswered"), Ids{id});
  const v1::Message answer = post(olle_, id, "Any.");
  EXPECT_EQ(found(olle_, "marzipan is:unanswered"), Ids());
  v1::DeleteMessageRequest away;
  away.set_message(answer.id());
  tell<v1::Message>(olle_, "DeleteMessage", away);
  EXPECT_EQ(found(olle_, "marzipan is:unanswered"), Ids{id});
}

TEST_F(Searching, WhatIsDeletedOrThrownAwayIsGone) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const std::string id = thread(anna_, wells, "One", "Two").thread().id();
  const v1::Message message = post(anna_, id, "marzipan");
  const v1::Page above = page(anna_, wells, "Above", "nougat");
  const v1::Page below = page(anna_, wells, "Below", "marzipan", above.id());
  EXPECT_EQ(found(anna_, "marzipan").size(), 2U);
  v1::DeleteMessageRequest away;
  away.set_message(message.id());
  tell<v1::Message>(anna_, "DeleteMessage", away);
  v1::TrashPageRequest trash;
  trash.set_page(above.id());
  tell<v1::Page>(anna_, "TrashPage", trash);
  EXPECT_EQ(found(anna_, "marzipan"), Ids()) << "the page below goes with the one above";
  EXPECT_EQ(found(anna_, "nougat"), Ids());
  v1::RestorePageRequest back;
  back.set_page(above.id());
  tell<v1::Page>(anna_, "RestorePage", back);
  EXPECT_EQ(found(anna_, "marzipan"), Ids{below.id()});
}

TEST_F(Searching, WhatWasSaidInConversationsIsForThoseInThem) {
  v1::StartConversationRequest request;
  request.set_id(world_.fresh_id().text());
  request.add_participants(olle_.person.text());
  const auto talk = tell<v1::Conversation>(anna_, "StartConversation", request);
  const v1::Message message = post(anna_, talk.id(), "marzipan");
  EXPECT_EQ(found(olle_, "marzipan"), Ids{message.id()});
  EXPECT_TRUE(search(olle_, "marzipan").hits(0).conversation());
  EXPECT_EQ(found(world_.admin(), "marzipan"), Ids());
}

TEST_F(Searching, WhatIsBeyondALimitIsRefusedWithASentence) {
  v1::SearchRequest request;
  request.set_query(std::string(1'001, 'a'));
  EXPECT_EQ(world_.refusal(anna_, "Search", request), Code::kInvalid);
  request.set_query("a");
  request.set_limit(1'000'000'000);
  EXPECT_EQ(world_.refusal(anna_, "Search", request), Code::kInvalid);
  request.set_limit(1);
  request.set_offset(1'001);
  EXPECT_EQ(world_.refusal(anna_, "Search", request), Code::kInvalid);
  request.set_offset(0);
  request.set_root(world_.fresh_id().text());
  EXPECT_EQ(world_.refusal(anna_, "Search", request), Code::kNotFound);
  v1::SuggestRequest suggest;
  suggest.set_limit(21);
  EXPECT_EQ(world_.refusal(anna_, "Suggest", suggest), Code::kInvalid);
  EXPECT_EQ(search(anna_, "").hits_size(), 0);
}

TEST_F(Searching, WhatAPageIsLikeIsLookedForWhereTheCallerMayLook) {
  const std::string open = community(anna_, v1::OPENNESS_OPEN, "Open");
  const std::string closed = community(anna_, v1::OPENNESS_PRIVATE, "Closed");
  const v1::Page one = page(anna_, open, "Winter feed", "Sugar and marzipan for the hives.");
  const v1::Page two = page(anna_, open, "Feed in winter", "The hives want sugar and marzipan.");
  const v1::Page secret = page(anna_, closed, "Winter feed", "Sugar and marzipan, hives.");
  world_.wait_until_found();
  v1::FindSimilarRequest request;
  request.set_root(one.id());
  const auto reply = tell<v1::FindSimilarReply>(olle_, "FindSimilar", request);
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(reply.hits(0).id(), two.id());
  request.set_root(secret.id());
  EXPECT_EQ(world_.refusal(olle_, "FindSimilar", request), Code::kNotFound);
}

TEST_F(Searching, ABeginningIsGoneOnWith) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN, "Bees and flowers");
  world_.wait_until_found();
  v1::SuggestRequest request;
  request.set_typed("flow");
  const auto reply = tell<v1::SuggestReply>(olle_, "Suggest", request);
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(reply.hits(0).id(), wells);
  EXPECT_EQ(text_of(reply.hits(0).title()), "Bees and flowers");
}

}  // namespace
}  // namespace fika::domain
