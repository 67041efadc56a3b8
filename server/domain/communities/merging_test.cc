// SPDX-License-Identifier: GPL-3.0-or-later
// Merging communities that are too large for one commit: what holds between the stretches, and that
// the job goes on from where it was.
#include "server/domain/communities/merge_for_tests.h"

namespace fika::domain {
namespace {

// Nothing falls due by itself here: a test takes each step, as a server does that is killed after
// each commit.
class Merging : public MergeTest {
 protected:
  Merging() : MergeTest(by_hand()) {}

  static Capability by_hand() {
    Capability capability = communities();
    capability.due.clear();
    return capability;
  }
  void crowd(const v1::Community& community, std::size_t count) {
    for (std::size_t done = 0; done < count;) {
      ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
        for (const std::size_t end = std::min(count, done + 100); done < end; ++done) {
          v1::Person person;
          person.set_organisation(world.organisation().text());
          person.set_id(txn.fresh_id().text());
          person.set_name("One of many");
          person.set_role(v1::ROLE_MEMBER);
          CHECKED(txn.put(person));
          const Id id = *Id::parse(person.id());
          CHECKED(txn.set_scope(id, person_scope(id)));
          CHECKED(admit_member(txn, id_of(community), person));
        }
        return {};
      }));
    }
  }
  v1::Community now(const v1::Community& community) {
    return must(storage::find<v1::Community>(*world.read(), id_of(community))).value();
  }
  void go_on(const v1::Community& community) {
    ASSERT_TRUE(world.write(
        [&](storage::Transaction& txn) { return go_on_merging(txn, id_of(community).bytes()); }));
  }
};

TEST_F(Merging, MembersGoAheadWhileNothingIsWrittenInIt) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  const auto third = started(v1::OPENNESS_OPEN, "Third");
  crowd(wells, 700);
  add(wells, member.person);
  const Id thread = room_thread(steward, wells, "Deep");
  const auto first = must(merge(steward, wells, pumps));
  EXPECT_EQ(first.community().merge().into(), pumps.id());
  EXPECT_EQ(first.community().merge().done(), kMergedAtOnceMax);
  EXPECT_EQ(first.community().merge().total(), 703U);
  EXPECT_EQ(first.community().merged_into(), "");
  check_all(*world.read());

  EXPECT_EQ(saying(steward, thread), Code::kState);
  EXPECT_EQ(starting(steward, wells), Code::kState);
  EXPECT_EQ(world.refusal(stranger, "JoinCommunity", of<v1::JoinCommunityRequest>(wells.id())),
            Code::kState);
  EXPECT_EQ(leaving(member, wells), Code::kState);
  EXPECT_EQ(opening(wells, v1::OPENNESS_PRIVATE), Code::kState);
  EXPECT_EQ(titles(member, wells), std::vector<std::string>{"Deep"}) << "it can be read";
  EXPECT_EQ(titles(member, pumps), std::vector<std::string>()) << "and is not there yet";
  EXPECT_EQ(code_of(merge(steward, wells, third)), Code::kState);
  EXPECT_EQ(code_of(merge(steward, third, wells)), Code::kState);
  EXPECT_EQ(code_of(merge(steward, pumps, third)), Code::kState) << "others are on their way to it";
  EXPECT_EQ(must(merge(steward, wells, pumps)).community().SerializeAsString(),
            first.community().SerializeAsString());

  go_on(wells);
  EXPECT_EQ(now(wells).merged_into(), pumps.id());
  EXPECT_EQ(titles(stranger, pumps), std::vector<std::string>{"Deep"});
  EXPECT_EQ(relation(member, pumps), Relation::kMember);
  check_all(*world.read());
  for (int i = 0; now(wells).has_merge() && i < 5; ++i) go_on(wells);
  EXPECT_FALSE(now(wells).has_merge());
  EXPECT_EQ(listing(pumps)->member_count(), 702U);
  go_on(wells);
  EXPECT_EQ(code_of(merge(steward, pumps, third)), kAccepted);
}

TEST_F(Merging, ThreadsAreReadableThereBeforeTheyAreFiledThere) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  std::vector<Id> threads;
  for (std::size_t i = 0; i < kMergedAtOnceMax + 20; ++i) {
    threads.push_back(room_thread(steward, wells));
  }
  add(pumps, member.person);
  const auto first = must(merge(steward, wells, pumps));
  EXPECT_EQ(first.community().merged_into(), pumps.id());
  EXPECT_TRUE(first.community().has_merge());
  check_all(*world.read());

  const Id& last = threads.back();
  ASSERT_EQ(thread_now(last).community(), wells.id()) << "its turn has not come";
  say(member, last);
  pin(last);
  v1::RenameThreadRequest rename;
  rename.set_thread(last.text());
  rename.set_title("Named anew");
  must(world.call<v1::Thread>(steward, "RenameThread", rename));
  v1::SplitThreadRequest split;
  split.set_thread(last.text());
  split.set_id(world.fresh_id().text());
  v1::ListMessagesRequest messages;
  messages.set_root(last.text());
  const auto said = must(world.call<v1::ListMessagesReply>(member, "ListMessages", messages));
  split.add_messages(said.messages(0).id());
  const auto parted = must(world.call<v1::SplitThreadReply>(steward, "SplitThread", split));
  EXPECT_EQ(parted.new_thread().community(), pumps.id());
  check_all(*world.read());

  go_on(wells);
  EXPECT_FALSE(now(wells).has_merge());
  EXPECT_EQ(thread_now(last).community(), pumps.id());
  EXPECT_TRUE(thread_now(last).pinned());
  EXPECT_EQ(thread_now(last).title(), "Named anew");
  for (const Id& thread : threads) ASSERT_EQ(thread_now(thread).community(), pumps.id());
}

TEST_F(Merging, WhoIsInvitedMeanwhileComesIntoTheOneThatStays) {
  const auto wells = started(v1::OPENNESS_PRIVATE, "Wells");
  const auto pumps = started(v1::OPENNESS_PRIVATE, "Pumps");
  crowd(wells, 600);
  must(merge(steward, wells, pumps, true));
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto person, storage::find<v1::Person>(txn, world.organisation(), {guest.person}));
    CHECKED(admit_member(txn, id_of(wells), *person));
    return {};
  }));
  EXPECT_EQ(relation(guest, wells), Relation::kStranger);
  EXPECT_EQ(relation(guest, pumps), Relation::kMember);
  for (int i = 0; now(wells).has_merge() && i < 5; ++i) go_on(wells);
  EXPECT_EQ(relation(guest, wells), Relation::kMember);
}

TEST_F(MergeTest, AJobGoesOnByItself) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  for (std::size_t i = 0; i < kMergedAtOnceMax + 20; ++i) room_thread(steward, wells);
  must(merge(steward, wells, pumps));
  settle();
  EXPECT_FALSE(must(view(steward, wells)).community().has_merge());
  EXPECT_EQ(titles(steward, pumps).size(), 200U);
}

TEST_F(MergeTest, TheChecksFindWhatDoesNotFit) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  const auto third = started(v1::OPENNESS_OPEN, "Third");
  const Id thread = room_thread(steward, pumps);
  must(merge(steward, wells, pumps));
  v1::Community astray = must(view(steward, wells)).community();
  astray.set_merged_into(third.id());
  v1::Community back = astray;
  back.clear_merged_into();
  v1::Community going = third;
  going.mutable_merge()->set_into(pumps.id());
  v1::Member left_behind;
  left_behind.set_root(wells.id());
  left_behind.set_person(member.person.text());
  left_behind.set_left(true);
  store::v1::StoredMerge merge;
  merge.set_into(bytes_of(id_of(pumps)));
  v1::Thread misfiled = thread_now(thread);
  misfiled.set_community(wells.id());
  expect_found(
      world, communities(),
      {with_entity("A merged community does not lead to where it went", astray),
       with_entity("What is filed under a community is in another's scope", back),
       with_entity("A community is said to be merged and is not, or the other way", going),
       with_entity("A merged community has members left", left_behind),
       with_row("A community is being merged into one that does not know", kMerges,
                bytes_of(id_of(third)), merge.SerializeAsString()),
       with_row("A row of an index cannot be read", kMerges, bytes_of(id_of(third)), "\xff"),
       with_row("A community waits for another that does not come", kMergeTargets,
                pair_key(id_of(pumps), id_of(third)))});
  expect_found(world, threads(),
               {with_entity("A thread names a community that was merged into another", misfiled)});
}

}  // namespace
}  // namespace fika::domain
