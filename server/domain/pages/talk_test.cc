// SPDX-License-Identifier: GPL-3.0-or-later
// Messages whose root is a page: who may, what they tell, and that they go where the page goes.
#include <gtest/gtest.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/talk_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;

TEST_F(PageTalk, APostTellsThePlaceOfThePageAndNoThread) {
  const Id in_community = page(open, "A"), everybodys = page({}, "B");
  room.say(bo, in_community, "Well said");
  EXPECT_EQ(room.told(),
            (Lines{"community put Head", "community put Message", "person put ReadMarker"}));
  room.say(outsider, everybodys, "Indeed " + Room::mention(anna) + " @thread @community");
  EXPECT_EQ(room.told(), (Lines{"organisation put Head", "organisation put Message",
                                "person put InboxItem", "person put ReadMarker"}));
  ASSERT_EQ(room.inbox(anna).size(), 1U);
  EXPECT_EQ(room.inbox(anna)[0].about(), everybodys.text());
  v1::ListThreadsRequest threads_of;
  threads_of.set_community(open.text());
  EXPECT_EQ(
      Room::must(world.call<v1::ListThreadsReply>(bo, "ListThreads", threads_of)).threads_size(),
      0);
  const auto view = Room::must(get(anna, in_community));
  EXPECT_EQ(view.talk().last_ordinal(), 1U);
  EXPECT_EQ(view.talk().last_author(), bo.person.text());
  EXPECT_FALSE(view.has_talk_read()) << "Anna has not looked yet";
  EXPECT_EQ(read_to(anna, in_community, 1), kAccepted);
  EXPECT_EQ(Room::must(get(anna, in_community)).talk_read().ordinal(), 1U);
}

TEST_F(PageTalk, TheyArePostedEditedQuotedAndKeptAsElsewhere) {
  const Id a = page(open, "A");
  const auto first = room.say(anna, a, "First");
  EXPECT_EQ(first.ordinal(), 1U);
  auto request = room.post_request(a, "Second");
  request.add_quotes(first.id());
  EXPECT_EQ(Room::must(world.call<v1::Message>(bo, "PostMessage", request)).quotes_size(), 1);
  EXPECT_EQ(edit(anna, first.id(), "First, better"), kAccepted);
  EXPECT_EQ(edit(bo, first.id(), "Mine"), Code::kForbidden);
  EXPECT_EQ(react(bo, first.id()), kAccepted);
  EXPECT_EQ(pin(bo, first.id()), kAccepted);
  EXPECT_EQ(keep(outsider, first.id()), kAccepted);
  EXPECT_EQ(draft(bo, a), kAccepted);
  EXPECT_EQ(said(outsider, a), (Lines{"First, better", "Second"}));
  EXPECT_EQ(open_message(outsider, first.id()), kAccepted);
  EXPECT_EQ(erase(bo, first.id()), Code::kForbidden);
  EXPECT_EQ(erase(steward, first.id()), kAccepted);
  EXPECT_EQ(said(outsider, a), (Lines{"", "Second"}));
}

TEST_F(PageTalk, GroupMentionsAreWordsThere) {
  const Id a = page(open, "A");
  const auto message = room.say(anna, a, "*Dear* @thread and @community");
  EXPECT_EQ(message.html(), "<p><em>Dear</em> @thread and @community</p>");
  EXPECT_EQ(edit(anna, message.id(), "@thread"), kAccepted);
  EXPECT_EQ(room.told(), Lines{"community put Message"});
}

TEST_F(PageTalk, ThePolicyIsThatOfThePage) {
  constexpr Code kOk = kAccepted, kNo = Code::kForbidden, kNone = Code::kNotFound,
                 kWho = Code::kUnauthenticated;
  struct Row {
    std::string_view caller;
    Actor actor;
    Code open_writes, open_reads, closed_writes, closed_reads, common_writes, common_reads;
  };
  const Id in_open = page(open, "A"), in_closed = page(closed, "B"), common = page({}, "C");
  for (const Row& row :
       {Row{"anonymous", Actor(), kWho, kWho, kWho, kWho, kWho, kWho},
        Row{"guest outside", stray_guest, kNone, kNone, kNone, kNone, kNone, kNone},
        Row{"guest inside", guest, kOk, kOk, kOk, kOk, kNone, kNone},
        Row{"member outside", outsider, kNo, kOk, kNone, kNone, kOk, kOk},
        Row{"administrator", world.admin(), kNo, kOk, kNone, kNone, kOk, kOk},
        Row{"member inside", bo, kOk, kOk, kOk, kOk, kOk, kOk},
        Row{"steward", steward, kOk, kOk, kOk, kOk, kOk, kOk}}) {
    struct Case {
      const Id& root;
      Code writes, reads;
    };
    for (const Case& one : {Case{in_open, row.open_writes, row.open_reads},
                            Case{in_closed, row.closed_writes, row.closed_reads},
                            Case{common, row.common_writes, row.common_reads}}) {
      SCOPED_TRACE(fmt::format("{}, {}", row.caller, now(one.root).title()));
      const std::string message = room.say(anna, one.root).id();
      EXPECT_EQ(post(row.actor, one.root), one.writes);
      EXPECT_EQ(react(row.actor, message), one.writes);
      EXPECT_EQ(pin(row.actor, message), one.writes);
      EXPECT_EQ(look(row.actor, one.root), one.reads);
      EXPECT_EQ(open_message(row.actor, message), one.reads);
      EXPECT_EQ(keep(row.actor, message), one.reads);
      EXPECT_EQ(read_to(row.actor, one.root, 1), one.reads);
      EXPECT_EQ(draft(row.actor, one.root), one.reads);
    }
  }
  for (const Id& other : {world.organisation(), open, anna.person}) {
    EXPECT_EQ(look(anna, other), Code::kNotFound) << "no messages are rooted there";
  }
  EXPECT_EQ(draft(anna, world.organisation()), Code::kNotFound);
}

TEST_F(PageTalk, InTheTrashAndInAnArchivedCommunityItIsReadAndNotGoneOnWith) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a), other = page(closed, "B");
  const std::string on_a = room.say(anna, a).id(), on_below = room.say(anna, below).id(),
                    on_other = room.say(anna, other).id();
  Room::must(trash(bo, a));
  room.archive(closed);
  for (const auto& [root, message] :
       {std::pair(a, on_a), std::pair(below, on_below), std::pair(other, on_other)}) {
    EXPECT_EQ(post(anna, root), Code::kState);
    EXPECT_EQ(edit(anna, message, "x"), Code::kState);
    EXPECT_EQ(react(bo, message), Code::kState);
    EXPECT_EQ(pin(bo, message), Code::kState);
    EXPECT_EQ(look(bo, root), kAccepted);
    EXPECT_EQ(open_message(bo, message), kAccepted);
    EXPECT_EQ(erase(anna, message), kAccepted) << "always possible";
  }
  Room::must(restore(bo, a));
  EXPECT_EQ(post(anna, a), kAccepted);
  EXPECT_EQ(post(anna, below), kAccepted);
}

TEST_F(PageTalk, ItGoesWithThePageToAnotherPlace) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a);
  const Actor cora = world.person("Cora");
  room.join(open, cora);
  const std::string message = room.say(cora, below, "Hello " + Room::mention(bo)).id();
  EXPECT_EQ(open_message(outsider, message), kAccepted);
  Room::must(move(steward, a, closed));
  settle();
  EXPECT_EQ(open_message(outsider, message), Code::kNotFound);
  EXPECT_EQ(open_message(cora, message), Code::kNotFound);
  EXPECT_EQ(open_message(guest, message), kAccepted);
  EXPECT_EQ(said(bo, below).size(), 1U);
  EXPECT_EQ(room.inbox(bo)[0].about(), below.text());
  const auto member = storage::find<v1::Member>(*world.read(), closed, {cora.person}).value();
  ASSERT_TRUE(member) << "whoever reads there is told her name";
  EXPECT_TRUE(member->left());
  Room::must(move(steward, a, {}));
  EXPECT_EQ(open_message(outsider, message), kAccepted);
  EXPECT_EQ(open_message(guest, message), Code::kNotFound);
}

TEST_F(PageTalk, ItComesAlongWhenCommunitiesAreMerged) {
  const Id other = full_community(v1::OPENNESS_PRIVATE), a = page(other, "A");
  const Actor cora = world.person("Cora");
  room.join(closed, cora);
  room.say(anna, a, "Before");
  v1::MergeCommunitiesRequest request;
  request.set_community(other.text());
  request.set_into(closed.text());
  request.set_may_widen(true);
  Room::must(world.call<v1::MergeCommunitiesReply>(steward, "MergeCommunities", request));
  settle();
  room.say(cora, a, "After");
  EXPECT_EQ(room.told(), (Lines{"community put Head", "community put Message"}));
  EXPECT_EQ(said(bo, a), (Lines{"Before", "After"}));
  EXPECT_EQ(open_message(outsider, room.head(a).last_author()), Code::kNotFound);
}

TEST_F(PageTalk, ItIsErasedWithThePage) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a);
  for (const Id& id : {a, below}) {
    const std::string message = room.say(bo, id, "Hello " + Room::mention(anna)).id();
    EXPECT_EQ(edit(bo, message, "Hello, " + Room::mention(anna)), kAccepted);
    EXPECT_EQ(react(anna, message), kAccepted);
    EXPECT_EQ(pin(anna, message), kAccepted);
    EXPECT_EQ(keep(anna, message), kAccepted);
    EXPECT_EQ(read_to(anna, id, 1), kAccepted);
    EXPECT_EQ(draft(anna, id), kAccepted);
    EXPECT_EQ(erase(bo, room.say(bo, id).id()), kAccepted);
  }
  const auto last = room.say(bo, a);
  Room::must(trash(bo, a));
  pass(kTrashKeptMs);
  for (const Id& id : {a, below}) {
    SCOPED_TRACE(id.text());
    EXPECT_EQ(look(bo, id), Code::kNotFound);
    EXPECT_EQ(post(bo, id), Code::kNotFound);
    EXPECT_EQ(rows_under(kMessagesByOrdinal, id), 0U);
    EXPECT_EQ(rows_under(kPinnedMessages, id), 0U);
    EXPECT_TRUE(storage::all_of<v1::Message>(*world.read(), id)->empty());
    EXPECT_TRUE(storage::all_of<v1::Reaction>(*world.read(), id)->empty());
    EXPECT_FALSE(*storage::find<v1::Head>(*world.read(), id));
  }
  EXPECT_EQ(open_message(bo, last.id()), Code::kNotFound);
  EXPECT_TRUE(room.inbox(anna, true).empty());
  EXPECT_EQ(draft(anna, a, ""), kAccepted) << "it is hers to discard";
}

TEST_F(PageTalk, ALongOneIsErasedInStretches) {
  const Id a = page(open, "A");
  for (int i = 0; i < 150; ++i) room.say(bo, a, std::string(100, 'x'));
  EXPECT_EQ(read_to(anna, a, 100), kAccepted);
  Room::must(trash(bo, a));
  std::size_t commits = 0;
  Lines all_findings;
  world.on_commit([&](const storage::CommitSummary&) {
    ++commits;
    for (const std::string& one : findings()) all_findings.push_back(one);
  });
  pass(kTrashKeptMs);
  world.on_commit([](const storage::CommitSummary&) {});
  EXPECT_GT(commits, 2U);
  EXPECT_EQ(all_findings, Lines()) << "what is on its way out is no damage";
  EXPECT_EQ(rows_under(kMessagesByOrdinal, a), 0U);
}

TEST_F(PageTalk, SavedMessagesThatWereErasedTakeNoRoom) {
  const Id a = page(open, "A"), b = page(open, "B");
  EXPECT_EQ(keep(anna, room.say(bo, a).id()), kAccepted);
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    TRY(auto row, storage::all_of<v1::SavedMessage>(txn, anna.person));
    for (std::size_t i = 1; i < kSavedMax; ++i) {
      row[0].set_message(txn.fresh_id().text());
      CHECKED(txn.put(row[0]));
    }
    return {};
  }));
  const std::string other = room.say(bo, b).id();
  EXPECT_EQ(keep(anna, other), Code::kLimit);
  Room::must(trash(bo, a));
  pass(kTrashKeptMs);
  EXPECT_EQ(keep(anna, other), kAccepted);
}

}  // namespace
}  // namespace fika::domain
