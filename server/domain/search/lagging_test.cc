// SPDX-License-Identifier: GPL-3.0-or-later
// The index is a moment behind the entities. What nobody may see any more is gone all the same, at
// once: here nothing is taken in after a point, and what was found before is asked for again.
#include "server/domain/search/search_fixture_for_tests.h"

namespace fika::domain {
namespace {

class LaggingIndex : public Searching {
 protected:
  LaggingIndex() {
    wells_ = community(anna_, v1::OPENNESS_OPEN, "Wells");
    begun_ = thread(anna_, wells_, "Marzipan", "marzipan");
  }
  void expect_gone(const Actor& who, const std::string& query) {
    const v1::SearchReply reply = ask(who, query);
    EXPECT_EQ(reply.hits_size(), 0);
  }
  v1::SearchReply ask(const Actor& who, const std::string& query) {
    v1::SearchRequest request;
    request.set_query(query);
    request.set_with_facets(true);
    return tell<v1::SearchReply>(who, "Search", request);
  }
  // The words of the first hit.
  static std::string shown(const v1::SearchReply& reply) {
    std::string text;
    if (reply.hits_size() == 0) return "no hit";
    for (const v1::SearchPiece& piece : reply.hits(0).snippet()) text += piece.text();
    return text;
  }
  // Found now; what comes after this the index does not learn.
  void freeze(const Actor& who, const std::string& query) {
    ASSERT_EQ(found(who, query).size(), 1U);
    world_.stop_indexing();
  }

  std::string wells_;
  v1::StartThreadReply begun_;
};

TEST_F(LaggingIndex, AThreadThatWasMovedToAPrivateCommunityIsGone) {
  const std::string closed = community(anna_, v1::OPENNESS_PRIVATE, "Closed");
  freeze(olle_, "marzipan");
  v1::MoveThreadRequest move;
  move.set_thread(begun_.thread().id());
  move.set_community(closed);
  tell<v1::Thread>(anna_, "MoveThread", move);
  expect_gone(olle_, "marzipan");
  EXPECT_EQ(ask(olle_, "marzipan").facets().count(), 0U);
}

TEST_F(LaggingIndex, ACommunityThatWasClosedIsGoneForThoseOutside) {
  freeze(olle_, "marzipan");
  v1::UpdateCommunityRequest close;
  close.set_community(wells_);
  close.set_openness(v1::OPENNESS_PRIVATE);
  tell<v1::Community>(anna_, "UpdateCommunity", close);
  expect_gone(olle_, "marzipan");
  expect_gone(olle_, "wells");
  EXPECT_EQ(ask(anna_, "marzipan").hits_size(), 1);
}

TEST_F(LaggingIndex, WhoeverWasTakenOutFindsNothingThere) {
  const std::string closed = community(anna_, v1::OPENNESS_PRIVATE, "Closed");
  admit(anna_, closed, olle_);
  thread(anna_, closed, "Nougat", "nougat");
  freeze(olle_, "nougat");
  v1::RemoveMemberRequest out;
  out.set_community(closed);
  out.set_person(olle_.person.text());
  tell<v1::RemoveMemberReply>(anna_, "RemoveMember", out);
  expect_gone(olle_, "nougat");
}

TEST_F(LaggingIndex, AMessageThatWasDeletedIsGone) {
  const v1::Message message = post(anna_, begun_.thread().id(), "nougat");
  freeze(olle_, "nougat");
  v1::DeleteMessageRequest away;
  away.set_message(message.id());
  tell<v1::Message>(anna_, "DeleteMessage", away);
  expect_gone(olle_, "nougat");
}

TEST_F(LaggingIndex, WhatWasEditedAwayIsNotShown) {
  const v1::Message message = post(anna_, begun_.thread().id(), "nougat  and\n\nthe secret");
  freeze(olle_, "nougat");
  EXPECT_EQ(shown(ask(olle_, "nougat")), "nougat and the secret");
  v1::EditMessageRequest edit;
  edit.set_message(message.id());
  edit.set_text("nougat and the sea");
  tell<v1::Message>(anna_, "EditMessage", edit);
  EXPECT_EQ(shown(ask(olle_, "nougat")), "");
  edit.set_message(begun_.message().id());
  edit.set_text("almond");
  tell<v1::Message>(anna_, "EditMessage", edit);
  EXPECT_EQ(shown(ask(olle_, "marzipan")), "");
}

TEST_F(LaggingIndex, ATitleIsTheOneOfNow) {
  freeze(olle_, "marzipan");
  v1::RenameThreadRequest rename;
  rename.set_thread(begun_.thread().id());
  rename.set_title("Almond");
  tell<v1::Thread>(anna_, "RenameThread", rename);
  const v1::SearchReply reply = ask(olle_, "marzipan");
  ASSERT_EQ(reply.hits_size(), 1);
  ASSERT_EQ(reply.hits(0).title_size(), 1);
  EXPECT_EQ(reply.hits(0).title(0).text(), "Almond");
  EXPECT_EQ(shown(reply), "marzipan") << "the text is as it was";
}

TEST_F(LaggingIndex, OfAPageThatWasRevisedNoFormerWordsAreShown) {
  const v1::Page made = page(anna_, wells_, "Sweets", "## The secret\n\nnougat");
  freeze(olle_, "nougat");
  EXPECT_EQ(ask(olle_, "nougat").hits(0).heading(), "The secret");
  EXPECT_EQ(shown(ask(olle_, "nougat")), "nougat");
  world_.clock().advance(1);
  v1::SavePageRequest save;
  save.set_page(made.id());
  save.set_base_revision(made.revision());
  save.set_text("Nothing.");
  ASSERT_TRUE(world_.call_any(anna_, "SavePage", save).has_value());
  const v1::SearchReply reply = ask(olle_, "nougat");
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(shown(reply), "");
  EXPECT_EQ(reply.hits(0).heading(), "");
  EXPECT_EQ(reply.hits(0).anchor(), "");
}

TEST_F(LaggingIndex, APageInTheTrashAndThoseBelowItAreGone) {
  const v1::Page above = page(anna_, wells_, "Above", "almond");
  page(anna_, wells_, "Below", "nougat", above.id());
  freeze(anna_, "nougat");
  v1::TrashPageRequest away;
  away.set_page(above.id());
  tell<v1::Page>(anna_, "TrashPage", away);
  expect_gone(anna_, "nougat");
  expect_gone(anna_, "almond");
}

TEST_F(LaggingIndex, SomebodyWhoWasDeactivatedIsNotFoundByName) {
  freeze(olle_, "berg");
  v1::DeactivatePersonRequest away;
  away.set_person(anna_.person.text());
  tell<v1::Person>(world_.admin(), "DeactivatePerson", away);
  expect_gone(olle_, "berg");
}

TEST_F(LaggingIndex, WhatWasMergedIsFoundByThoseWhoSeeItNow) {
  const std::string pumps = community(anna_, v1::OPENNESS_PRIVATE, "Pumps");
  freeze(olle_, "marzipan");
  v1::MergeCommunitiesRequest merge;
  merge.set_community(wells_);
  merge.set_into(pumps);
  merge.set_may_widen(true);
  tell<v1::MergeCommunitiesReply>(anna_, "MergeCommunities", merge);
  expect_gone(olle_, "marzipan");
  const auto reply = ask(anna_, "marzipan in:Pumps");
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(reply.hits(0).community(), pumps);
  ASSERT_EQ(reply.facets().communities_size(), 1);
  EXPECT_EQ(reply.facets().communities(0).value(), pumps);
  EXPECT_EQ(reply.facets().communities(0).label(), "Pumps");
}

}  // namespace
}  // namespace fika::domain
