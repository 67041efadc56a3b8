// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/erasure/erasure.h"

#include <future>

#include "server/domain/erasure/erasure_for_tests.h"
#include "server/domain/members.h"
#include "storage/embedded_commit_step.h"

namespace fika::domain {
namespace {

// Of all rows the ones that hold this id.
std::map<std::string, std::string> with_id(const std::map<std::string, std::string>& rows,
                                           const Id& id) {
  std::map<std::string, std::string> found;
  for (const auto& [key, value] : rows) {
    for (const std::string& words : {id.text(), std::string(id.bytes())}) {
      if (key.contains(words) || value.contains(words)) found.emplace(key, value);
    }
  }
  return found;
}

TEST_F(Erasure, LeavesNoRowAndNoByteOfThePerson) {
  leave_traces();
  expect_sound();
  EXPECT_GT(places_of(kMarker).size(), 20U);
  ASSERT_TRUE(world.store().compact());
  EXPECT_TRUE(is_on_disk(kMarker));
  const Status erased = erase();
  ASSERT_TRUE(erased) << erased.error().detail;
  EXPECT_EQ(places_of(kMarker), std::vector<std::string>());
  ASSERT_TRUE(world.store().compact());
  EXPECT_FALSE(is_on_disk(kMarker));
  expect_sound();
}

TEST_F(Erasure, LeavesNothingUnderThePersonsRootAndNoWayIn) {
  leave_traces();
  ASSERT_TRUE(erase());
  const std::string id(subject.person.bytes());
  const auto reader = world.read();
  for (const auto& [key, value] : rows_of(*reader, storage::Table::kEntities)) {
    EXPECT_NE(key.substr(2, id.size()), id) << "kind " << int(key[1]);
  }
  for (const auto& [key, value] : rows_of(*reader, storage::Table::kIdempotency)) {
    EXPECT_FALSE(key.starts_with(id));
  }
  // Bo's link and its code.
  EXPECT_EQ(rows_of(*reader, storage::Table::kDue).size(), 2U);
  // Where they were a member, and who they wrote with, is still known by id.
  for (const auto& [key, value] : rows_of(*reader, storage::Table::kIndex)) {
    const int table = storage::KeyReader(key).u16();
    if (key.contains(id)) {
      EXPECT_EQ(table, kMemberships.number);
    }
    EXPECT_FALSE(value.contains(id)) << table;
  }
}

TEST_F(Erasure, LeavesStubsAndFormerColleagues) {
  leave_traces();
  ASSERT_TRUE(erase());
  v1::Person blank;
  blank.set_organisation(world.organisation().text());
  blank.set_id(subject.person.text());
  blank.set_deactivated(true);
  blank.set_former_colleague(true);
  EXPECT_EQ(the<v1::Person>(blank.organisation(), {subject.person}).SerializeAsString(),
            blank.SerializeAsString());
  const auto member = the<v1::Member>(wells.text(), {subject.person});
  EXPECT_EQ(member.name(), "Former colleague");
  EXPECT_TRUE(member.left());

  const Id first = Id::parse(thread.message().id()).value();
  const auto stub = the<v1::Message>(thread.thread().id(), {first});
  EXPECT_TRUE(stub.deleted());
  EXPECT_EQ(stub.ordinal(), 1U);
  const std::string gone = "[@former colleague](/people/" + subject.person.text() + ")";
  const auto answered = the<v1::Message>(thread.thread().id(), {Id::parse(answer.id()).value()});
  EXPECT_EQ(answered.text(), "Many thanks, " + gone + "!");
  EXPECT_EQ(the<v1::Draft>(anna.person.text(), {wells}).text(), "to " + gone);
  // The oldest words of somebody else, and a mention in a title made from words that stay.
  EXPECT_EQ(the<v1::Thread>(thread.thread().id()).title(), "Many thanks, @former colleague!");
  EXPECT_EQ(the<v1::Thread>(thread_of_anna.thread().id()).title(),
            "@former colleague can you help?");
  const auto reactions =
      storage::all_of<v1::Reaction>(*world.read(), Id::parse(reacted.root()).value()).value();
  ASSERT_EQ(reactions.size(), 1U);
  EXPECT_EQ(reactions[0].person(), anna.person.text());
  // Anna's mention in what is a stub now is gone; her own request to join stays, and waits.
  EXPECT_EQ(inbox_of(*world.read(), anna.person, false)->size(), 0U);
}

TEST_F(Erasure, ChangesNothingOfSomebodyElse) {
  leave_traces();
  constexpr storage::Table kTables[] = {storage::Table::kEntities, storage::Table::kDirectory,
                                        storage::Table::kIndex, storage::Table::kRoots,
                                        storage::Table::kIdempotency};
  const auto before = world.read();
  ASSERT_TRUE(erase());
  for (const storage::Table table : kTables) {
    const auto wanted = with_id(rows_of(*before, table), bo.person);
    EXPECT_FALSE(wanted.empty() && table != storage::Table::kDirectory);
    EXPECT_EQ(with_id(rows_of(*world.read(), table), bo.person), wanted);
    const Id root = Id::parse(bystanders.thread().id()).value();
    EXPECT_EQ(with_id(rows_of(*world.read(), table), root), with_id(rows_of(*before, table), root));
  }
}

TEST_F(Erasure, DoneAgainChangesNothing) {
  leave_traces();
  ASSERT_TRUE(erase());
  const auto head = world.store().head();
  ASSERT_TRUE(erase());
  EXPECT_EQ(world.store().head(), head);
  // What was written since is found all the same.
  const auto since = say(bo, bystanders.thread().id(), mention());
  ASSERT_TRUE(erase());
  EXPECT_EQ(places_of(kMarker), std::vector<std::string>());
}

TEST_F(Erasure, ARepeatOfAnotherPersonsCommandStillHasItsEffectOnce) {
  leave_traces();
  v1::PostMessageRequest request;
  request.set_id(world.fresh_id().text());
  request.set_root(bystanders.thread().id());
  request.set_text("once, " + mention());
  must<v1::Message>(anna, "PostMessage", request);
  ASSERT_TRUE(erase());
  const auto head = world.store().head();
  --calls;  // the same client_id again
  EXPECT_EQ(must<v1::Message>(anna, "PostMessage", request).text(), "");
  EXPECT_EQ(world.store().head(), head);
}

TEST_F(Erasure, InterruptedAnywhereAndBegunAgainComesToTheSameEnd) {
  leave_traces();
  const storage::TempFolder away;
  // All rows but those that name commits; entities without their versions.
  const auto end_after = [&](int steps) {
    std::vector<Rows> end;
    const auto copy = away.path() / std::to_string(steps);
    std::filesystem::create_directories(copy);
    EXPECT_TRUE(world.store().checkpoint(copy));
    const auto store = storage::Store::open({.folder = copy}, world.clock()).value();
    storage::EmbeddedCommitStep step(*store);
    storage::Writer writer(*store, step, world.clock(), {});
    writer.start();
    ErasureProgress progress;
    for (int i = 0; i < steps && !progress.is_done; ++i) {
      std::promise<Result<storage::Done>> answer;
      storage::Work work;
      work.time_ms = world.clock().now_ms();
      work.seed = world.fresh_id();
      work.run = [&](storage::Transaction& txn) -> Result<std::string> {
        TRY(progress,
            erase_some(txn, world.organisation(), subject.person, progress, /*rows_max=*/2));
        return std::string();
      };
      work.done = [&](Result<storage::Done> done) { answer.set_value(std::move(done)); };
      EXPECT_TRUE(writer.submit(std::move(work)));
      EXPECT_TRUE(answer.get_future().get());
    }
    EXPECT_TRUE(erase_person(writer, world.clock(), world.organisation(), subject.person));
    writer.stop();
    const auto reader = store->snapshot();
    for (const auto table :
         {storage::Table::kEntities, storage::Table::kDirectory, storage::Table::kRoots,
          storage::Table::kIndex, storage::Table::kDue, storage::Table::kIdempotency}) {
      end.push_back(rows_of(*reader, table));
    }
    for (auto& [key, value] : end[0]) value.erase(0, sizeof(std::uint64_t));
    return end;
  };
  const auto whole = end_after(0);
  for (const int steps : {1, 7, 19, 33, 60, 1000}) EXPECT_EQ(end_after(steps), whole) << steps;
}

TEST_F(Erasure, WhatIsTooMuchForOneCommitIsTakenInParts) {
  leave_traces();
  const std::string filler(kMessageBytesMax - 200, 'x');
  for (int i = 0; i < 40; ++i) say(anna, thread_of_anna.thread().id(), mention() + filler);
  ASSERT_TRUE(erase());
  EXPECT_EQ(places_of(kMarker), std::vector<std::string>());
}

TEST_F(Erasure, RefusesTheLastAdministratorAndTheUnknown) {
  list_everybody(world);
  subject = world.admin();
  EXPECT_EQ(erase().error().code, Code::kState);
  EXPECT_EQ(the<v1::Person>(world.organisation().text(), {subject.person}).name(), "Admin");
  subject.person = world.fresh_id();
  EXPECT_EQ(erase().error().code, Code::kNotFound);
}

TEST_F(Erasure, TakesTheNameOfAFormerColleagueWhoCameByImport) {
  leave_traces();
  v1::ImportBatchRequest batch;
  auto& person = *batch.add_people();
  const std::string name = "semla7d";
  person.set_id(Id::derive(kDayMs, name).text());
  person.set_name(name);
  auto& place = *batch.add_communities();
  place.set_id(Id::derive(kDayMs, "place").text());
  place.set_name("Archive");
  place.set_created_at_ms(kDayMs);
  place.add_members(person.id());
  must<v1::ImportBatchReply>(world.admin(), "ImportBatch", batch);
  ASSERT_FALSE(places_of(name).empty());
  subject.person = Id::parse(person.id()).value();
  ASSERT_TRUE(erase());
  EXPECT_EQ(places_of(name), std::vector<std::string>());
  expect_sound();
  // The archive brings nothing of it back.
  must<v1::ImportBatchReply>(world.admin(), "ImportBatch", batch);
  EXPECT_EQ(places_of(name), std::vector<std::string>());
}

}  // namespace
}  // namespace fika::domain
