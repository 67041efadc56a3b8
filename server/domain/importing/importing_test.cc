// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/importing/importing.h"

#include "server/domain/importing/archive_for_tests.h"
#include "server/domain/threads/threads.h"

namespace fika::domain {
namespace {

TEST_F(Importing, BringsAnArchiveInWithItsOwnTimesAndAuthors) {
  const auto request = small_archive();
  const auto reply = imported(request);
  EXPECT_EQ(reply.people_added(), 2U);
  EXPECT_EQ(reply.communities_added(), 1U);
  EXPECT_EQ(reply.threads_added(), 1U);
  EXPECT_EQ(reply.messages_added(), 3U);
  EXPECT_EQ(reply.reactions_added(), 2U);

  const auto first = message_at(0);
  EXPECT_EQ(first.ordinal(), 1U);
  EXPECT_EQ(first.created_at_ms(), kThen);
  EXPECT_EQ(first.author(), request.people(0).id());
  EXPECT_TRUE(first.imported());
  EXPECT_EQ(message_at(2).edited_at_ms(), kThen + 9);
  EXPECT_EQ(message_at(2).quotes_size(), 1) << "one that nobody has is left out";
  EXPECT_EQ(head().last_ordinal(), 3U);
  EXPECT_EQ(head().last_at_ms(), kThen + 2);

  const auto person = found<v1::Person>(world.organisation(), {id_of(request.people(0).id())});
  EXPECT_TRUE(person->former_colleague());
  const auto member = found<v1::Member>(community_id(), {id_of(request.people(0).id())});
  EXPECT_FALSE(member->steward());
  EXPECT_EQ(found<v1::CommunityListing>(world.organisation(), {community_id()})->member_count(),
            2U);
  EXPECT_TRUE(found<v1::Community>(community_id())->imported());
}

TEST_F(Importing, TellsNobodyAndMarksNothingRead) {
  auto request = small_archive();
  request.mutable_people(0)->set_email("moa@example.org");
  request.mutable_messages(1)->set_text(link_to(0) + " and @community look");
  imported(request);
  for (const auto& scope : world.last_commit().scopes) {
    if (scope.scope == person_scope(moa.person)) {
      FAIL() << "a person's own scope changed";
    }
    for (const auto& change : scope.changes) {
      EXPECT_NE(change.entity_kind, storage::entity_type<v1::InboxItem>().kind());
      EXPECT_NE(change.entity_kind, storage::entity_type<v1::GroupMention>().kind());
    }
  }
}

TEST_F(Importing, RunningItAgainAddsNothing) {
  const auto request = small_archive();
  imported(request);
  const auto seq = world.last_commit().seq;
  const auto again = imported(request);
  EXPECT_EQ(world.last_commit().seq, seq);
  EXPECT_EQ(again.people_added() + again.messages_added() + again.reactions_added(), 0U);
  EXPECT_EQ(again.people_known(), 2U);
  EXPECT_EQ(again.communities_known(), 1U);
  EXPECT_EQ(again.threads_known(), 1U);
  EXPECT_EQ(again.messages_known(), 3U);
}

TEST_F(Importing, NewerArchiveAddsWhatIsNew) {
  imported(small_archive());
  auto request = small_archive();
  add_message(request, 1, "later", kThen + 50);
  add_person(request, "Cia");
  request.mutable_communities(0)->add_members(request.people(2).id());
  const auto reply = imported(request);
  EXPECT_EQ(reply.messages_added(), 1U);
  EXPECT_EQ(message_at(3).ordinal(), 4U);
  EXPECT_EQ(found<v1::CommunityListing>(world.organisation(), {community_id()})->member_count(),
            3U);
  int filed = 0;
  EXPECT_TRUE(storage::scan_index(*world.read(), kThreadsByActivity, {},
                                  [&](std::string_view, std::string_view) { return ++filed < 9; }));
  EXPECT_EQ(filed, 1) << "a thread has one place by activity";
}

TEST_F(Importing, ANewerArchiveFollowsACommunityThatWasMerged) {
  imported(small_archive());
  v1::CreateCommunityRequest other;
  other.set_id(world.fresh_id().text());
  other.set_name("Wells");
  ASSERT_TRUE(world.call<v1::Community>(moa, "CreateCommunity", other));
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto person, storage::find<v1::Person>(txn, world.organisation(), {moa.person}));
    CHECKED(admit_member(txn, community_id(), *person, true));
    return {};
  }));
  v1::MergeCommunitiesRequest merge;
  merge.set_community(community_id().text());
  merge.set_into(other.id());
  ASSERT_TRUE(world.call<v1::MergeCommunitiesReply>(moa, "MergeCommunities", merge));
  auto request = small_archive();
  add_person(request, "Cia");
  request.mutable_communities(0)->add_members(request.people(2).id());
  auto& thread = *request.add_threads();
  thread = request.threads(0);
  thread.set_id(derived("another thread").text());
  imported(request);
  EXPECT_EQ(found<v1::Thread>(derived("another thread"))->community(), other.id());
  EXPECT_EQ(found<v1::Thread>(thread_id())->community(), other.id());
  const Id stays = id_of(other.id());
  EXPECT_EQ(found<v1::CommunityListing>(world.organisation(), {stays})->member_count(), 4U);
  EXPECT_FALSE(found<v1::Member>(community_id(), {derived("person 2")}).has_value());
}

TEST_F(Importing, AccountWithTheAddressStandsIn) {
  auto request = small_archive();
  request.mutable_people(0)->set_email("Moa@Example.org");
  request.mutable_messages(1)->set_text(link_to(0) + " see this");
  const auto reply = imported(request);
  EXPECT_EQ(reply.people_matched(), 1U);
  EXPECT_EQ(reply.people_added(), 1U);
  EXPECT_EQ(message_at(0).author(), moa.person.text());
  ASSERT_EQ(message_at(1).mentions_size(), 1);
  EXPECT_EQ(message_at(1).mentions(0), moa.person.text());
  EXPECT_NE(message_at(1).text().find("/people/" + moa.person.text()), std::string::npos);
  EXPECT_TRUE(found<v1::Member>(community_id(), {moa.person}).has_value());
  EXPECT_FALSE(
      found<v1::Person>(world.organisation(), {id_of(request.people(0).id())}).has_value());
  EXPECT_EQ(imported(request).people_known(), 2U);
}

TEST_F(Importing, MessagesWithMarkupGetTheirHtmlAndNameWhoStandsIn) {
  auto request = small_archive();
  request.mutable_people(0)->set_email("moa@example.org");
  request.mutable_messages(2)->set_text("Ask " + link_to(0) + ", not " + link_to(1));
  imported(request);
  EXPECT_EQ(message_at(0).html(), "<p>The pump <strong>broke</strong>.</p>");
  EXPECT_EQ(message_at(1).html(), "");
  const std::string link = "\" class=\"mention\">@Somebody</a>";
  EXPECT_EQ(message_at(2).html(), "<p>Ask <a href=\"/people/" + moa.person.text() + link +
                                      ", not <a href=\"/people/" + request.people(1).id() + link +
                                      "</p>");
}

TEST_F(Importing, WhatIsKnownAlreadyLeavesTheHtmlOfTheRestInItsPlace) {
  auto request = small_archive();
  imported(request);
  add_message(request, 1, "*new*", kThen + 50);
  imported(request);
  EXPECT_EQ(message_at(0).html(), "<p>The pump <strong>broke</strong>.</p>");
  EXPECT_EQ(message_at(3).html(), "<p><em>new</em></p>");
}

TEST_F(Importing, ABatchOfNothingButMarkupFitsInOneCommit) {
  auto request = small_archive();
  std::string text;
  while (text.size() < 20'000) text += "*a* ";
  for (int i = 0; i < 23; ++i) add_message(request, 0, text, kThen + 10 + i);
  imported(request);
  EXPECT_NE(message_at(3).html(), "");
  EXPECT_EQ(message_at(25).html(), "");
  EXPECT_EQ(message_at(25).text(), text);
}

TEST_F(Importing, WhoHasLeftSinceStaysOut) {
  auto request = small_archive();
  request.mutable_people(0)->set_email("moa@example.org");
  imported(request);
  ASSERT_TRUE(world.write(
      [&](storage::Transaction& txn) { return dismiss_member(txn, community_id(), moa.person); }));
  imported(request);
  EXPECT_TRUE(found<v1::Member>(community_id(), {moa.person})->left());
}

TEST_F(Importing, IsForAdministratorsOnly) {
  EXPECT_EQ(world.refusal(moa, "ImportBatch", small_archive()), Code::kForbidden);
  EXPECT_EQ(world.refusal(Actor{}, "ImportBatch", small_archive()), Code::kUnauthenticated);
  EXPECT_EQ(world.refusal(world.person("Gry", v1::ROLE_GUEST), "ImportBatch", small_archive()),
            Code::kForbidden);
  Actor writer = world.admin();
  writer.scope = v1::TOKEN_SCOPE_WRITE;
  EXPECT_EQ(world.refusal(writer, "ImportBatch", small_archive()), Code::kForbidden);
}

struct Flaw {
  const char* name;
  Code code;
  std::function<void(v1::ImportBatchRequest&)> apply;
};

TEST_F(Importing, OneFlawRefusesTheWholeBatch) {
  const std::string moas_id = moa.person.text();
  const std::string far(world.fresh_id().text());
  const std::vector<Flaw> flaws = {
      {"no id", Code::kInvalid, [](auto& r) { r.mutable_messages(2)->set_id("x"); }},
      {"an account's id for somebody else", Code::kExists,
       [&](auto& r) {
         r.mutable_people(0)->set_id(world.admin().person.text());
         r.mutable_people(0)->set_email("moa@example.org");
       }},
      {"a person as message", Code::kExists,
       [](auto& r) { r.mutable_messages(2)->set_id(r.people(0).id()); }},
      {"a person as thread", Code::kExists,
       [](auto& r) { r.mutable_threads(0)->set_id(r.people(0).id()); }},
      {"a thread as message", Code::kExists,
       [](auto& r) { r.mutable_messages(2)->set_id(r.threads(0).id()); }},
      {"an account as author", Code::kInvalid,
       [&](auto& r) { r.mutable_messages(2)->set_author(moas_id); }},
      {"a strange thread", Code::kInvalid,
       [&](auto& r) { r.mutable_messages(2)->set_thread(far); }},
      {"a strange community", Code::kInvalid,
       [&](auto& r) { r.mutable_threads(0)->set_community(far); }},
      {"a thread as community", Code::kInvalid,
       [&](auto& r) {
         *r.add_threads() = r.threads(0);
         r.mutable_threads(1)->set_id(far);
         r.mutable_threads(1)->set_community(r.threads(0).id());
       }},
      {"a strange member", Code::kInvalid,
       [&](auto& r) { r.mutable_communities(0)->add_members(far); }},
      {"an empty text", Code::kInvalid, [](auto& r) { r.mutable_messages(2)->set_text(" "); }},
      {"a long text", Code::kInvalid,
       [](auto& r) { r.mutable_messages(2)->set_text(std::string(40 * 1024 + 1, 'x')); }},
      {"the future", Code::kInvalid,
       [&](auto& r) {
         r.mutable_messages(2)->set_created_at_ms(world.clock().now_ms() + 2 * kDayMs);
       }},
      {"no time", Code::kInvalid, [](auto& r) { r.mutable_threads(0)->set_created_at_ms(0); }},
      {"an empty title", Code::kInvalid, [](auto& r) { r.mutable_threads(0)->set_title(""); }},
      {"a long name", Code::kInvalid,
       [](auto& r) { r.mutable_people(0)->set_name(std::string(81, 'x')); }},
      {"no openness", Code::kInvalid,
       [](auto& r) { r.mutable_communities(0)->set_openness(static_cast<v1::Openness>(8)); }},
      {"a long emoji", Code::kInvalid,
       [](auto& r) {
         r.mutable_messages(0)->mutable_reactions(0)->set_emoji(std::string(65, 'x'));
       }},
      {"many kinds of reaction", Code::kInvalid,
       [](auto& r) {
         for (int i = 0; i < 21; ++i) {
           auto& reaction = *r.mutable_messages(0)->add_reactions();
           reaction.set_person(r.people(0).id());
           reaction.set_emoji(fmt::format(":{}:", i));
         }
       }},
      {"many quotes", Code::kInvalid,
       [&](auto& r) {
         for (int i = 0; i < 21; ++i) r.mutable_messages(0)->add_quotes(far);
       }},
      {"many messages", Code::kInvalid,
       [](auto& r) {
         while (r.messages_size() <= kImportedMessagesMax) *r.add_messages() = r.messages(0);
       }},
      {"many members", Code::kInvalid,
       [](auto& r) {
         for (int i = 0; i < 1000; ++i) r.mutable_communities(0)->add_members(r.people(0).id());
       }},
  };
  const auto seq = world.last_commit().seq;
  for (const Flaw& flaw : flaws) {
    auto request = small_archive();
    flaw.apply(request);
    EXPECT_EQ(world.refusal(world.admin(), "ImportBatch", request), flaw.code) << flaw.name;
  }
  EXPECT_EQ(world.last_commit().seq, seq) << "nothing was written";
}

TEST_F(Importing, WritesIntoNothingThatDidNotComeByImport) {
  v1::CreateCommunityRequest create;
  create.set_id(world.fresh_id().text());
  create.set_name("Board");
  create.set_openness(v1::OPENNESS_PRIVATE);
  ASSERT_TRUE(world.call<v1::Community>(moa, "CreateCommunity", create).has_value());
  auto into_thread = small_archive();
  into_thread.mutable_threads(0)->set_community(create.id());
  EXPECT_EQ(world.refusal(world.admin(), "ImportBatch", into_thread), Code::kInvalid);
  auto over_it = small_archive();
  over_it.mutable_communities(0)->set_id(create.id());
  EXPECT_EQ(world.refusal(world.admin(), "ImportBatch", over_it), Code::kExists);
}

TEST_F(Importing, RefusalNamesWhatItIsAbout) {
  auto request = small_archive();
  request.mutable_messages(2)->set_text("");
  const auto refused = world.call<v1::ImportBatchReply>(world.admin(), "ImportBatch", request);
  EXPECT_TRUE(refused.error().detail.starts_with("Message " + request.messages(2).id() + ": "));
}

}  // namespace
}  // namespace fika::domain
