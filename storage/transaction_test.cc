// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include <gtest/gtest.h>

#include "storage/test_bed.h"

namespace fika::storage {
namespace {

constexpr IndexTable kByOrdinal{.number = 999, .name = "test_by_ordinal"};

std::vector<store::v1::ChangeLine> lines_of(const store::v1::Record& record) {
  std::vector<store::v1::ChangeLine> lines;
  for (const auto& op : record.ops()) {
    if (op.table() == static_cast<std::uint32_t>(Table::kLog)) {
      lines.emplace_back().ParseFromString(op.value());
    }
  }
  return lines;
}

class Transactions : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  const Id other_thread_ = test_id(11);
  const Id message_ = test_id(12);
  const Scope scope_ = test_scope(1);
  const Scope other_scope_ = test_scope(2);
  TestBed bed_;

  void SetUp() override {
    ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
      CHECKED(start_thread(txn, thread_, scope_));
      return start_thread(txn, other_thread_, other_scope_);
    }));
  }
};

TEST_F(Transactions, APutMakesItsChangeLineByItself) {
  const auto record = bed_.commit(
      [&](Transaction& txn) { return txn.create(message_of(thread_, message_, "Hej")); });
  ASSERT_TRUE(record);
  const auto lines = lines_of(*record);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].change(), store::v1::CHANGE_KIND_PUT);
  EXPECT_EQ(lines[0].entity_kind(), 30U);
  EXPECT_EQ(lines[0].root(), thread_.bytes());
  EXPECT_EQ(lines[0].key(), message_.bytes());
  EXPECT_EQ(lines[0].scope(), scope_bytes(scope_));
  const auto found = find<v1::Message>(*bed_.store->snapshot(), thread_, {message_});
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->text(), "Hej");
}

TEST_F(Transactions, TheLastOfSeveralPutsCountsAndMakesOneLine) {
  const auto record = bed_.commit([&](Transaction& txn) -> Status {
    CHECKED(txn.put(message_of(thread_, message_, "one")));
    return txn.put(message_of(thread_, message_, "two"));
  });
  EXPECT_EQ(lines_of(record.value()).size(), 1U);
  EXPECT_EQ(find<v1::Message>(*bed_.store->snapshot(), thread_, {message_}).value()->text(), "two");
}

TEST_F(Transactions, AnErasedEntityLeavesATombstoneAndFreesNothingElse) {
  ASSERT_TRUE(
      bed_.commit([&](Transaction& txn) { return txn.create(message_of(thread_, message_)); }));
  const auto record =
      bed_.commit([&](Transaction& txn) { return txn.erase<v1::Message>(thread_, {message_}); });
  const auto lines = lines_of(record.value());
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].change(), store::v1::CHANGE_KIND_ERASE);
  EXPECT_FALSE(find<v1::Message>(*bed_.store->snapshot(), thread_, {message_}).value());
  EXPECT_FALSE(place_of(*bed_.store->snapshot(), message_).value());
  EXPECT_TRUE(place_of(*bed_.store->snapshot(), thread_).value());
}

TEST_F(Transactions, ErasingWhatIsNotThereChangesNothing) {
  const auto record =
      bed_.commit([&](Transaction& txn) { return txn.erase<v1::Message>(thread_, {message_}); });
  EXPECT_TRUE(record->ops().empty());
}

TEST_F(Transactions, ATakenIdIsRefusedWhateverItNames) {
  ASSERT_TRUE(
      bed_.commit([&](Transaction& txn) { return txn.create(message_of(thread_, message_)); }));
  const auto code_of = [&](const std::function<Status(Transaction&)>& change) {
    const auto done = bed_.commit(change);
    return done ? "accepted" : std::string(code_info(done.error().code).connect);
  };
  EXPECT_EQ(code_of([&](Transaction& txn) { return txn.create(message_of(thread_, message_)); }),
            "already_exists");
  EXPECT_EQ(
      code_of([&](Transaction& txn) { return txn.create(message_of(other_thread_, message_)); }),
      "already_exists");
  EXPECT_EQ(code_of([&](Transaction& txn) { return txn.put(message_of(other_thread_, message_)); }),
            "already_exists");
  EXPECT_EQ(code_of([&](Transaction& txn) { return txn.put(message_of(thread_, other_thread_)); }),
            "already_exists");
  EXPECT_EQ(code_of([&](Transaction& txn) { return txn.put(message_of(thread_, message_)); }),
            "accepted");
}

TEST_F(Transactions, AnEntityWithoutAnIdOfItsOwnIsFoundByItsParts) {
  v1::Reaction reaction;
  reaction.set_root(thread_.text());
  reaction.set_message(message_.text());
  reaction.set_person(test_id(3).text());
  reaction.set_emoji("👍");
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) { return txn.create(reaction); }));
  const auto snapshot = bed_.store->snapshot();
  EXPECT_TRUE(find<v1::Reaction>(*snapshot, thread_, {message_, test_id(3)}, "👍").value());
  EXPECT_FALSE(find<v1::Reaction>(*snapshot, thread_, {message_, test_id(3)}, "👎").value());
  EXPECT_EQ(all_of<v1::Reaction>(*snapshot, thread_, {message_})->size(), 1U);
  reaction.set_emoji(std::string(201, 'x'));
  EXPECT_FALSE(bed_.commit([&](Transaction& txn) { return txn.put(reaction); }));
}

TEST_F(Transactions, RefilingTellsTheOldRootAndTheNew) {
  ASSERT_TRUE(
      bed_.commit([&](Transaction& txn) { return txn.create(message_of(thread_, message_)); }));
  const auto record = bed_.commit(
      [&](Transaction& txn) { return txn.refile(thread_, message_of(other_thread_, message_)); });
  std::map<std::string, store::v1::ChangeKind> by_root;
  for (const auto& line : lines_of(record.value())) by_root[line.root()] = line.change();
  EXPECT_EQ(by_root.at(std::string(thread_.bytes())), store::v1::CHANGE_KIND_ERASE);
  EXPECT_EQ(by_root.at(std::string(other_thread_.bytes())), store::v1::CHANGE_KIND_PUT);
  EXPECT_EQ(place_of(*bed_.store->snapshot(), message_).value()->root, other_thread_);
}

TEST_F(Transactions, MovingARootIsTwoLinesAndNoneForItsChildren) {
  ASSERT_TRUE(
      bed_.commit([&](Transaction& txn) { return txn.create(message_of(thread_, message_)); }));
  const auto record =
      bed_.commit([&](Transaction& txn) { return txn.set_scope(thread_, other_scope_); });
  const auto lines = lines_of(record.value());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].change(), store::v1::CHANGE_KIND_LEFT);
  EXPECT_EQ(lines[0].scope(), scope_bytes(scope_));
  EXPECT_EQ(lines[1].change(), store::v1::CHANGE_KIND_ENTERED);
  EXPECT_EQ(lines[1].scope(), scope_bytes(other_scope_));
  std::vector<Id> roots;
  const auto note = [&](const Id& root) {
    roots.push_back(root);
    return true;
  };
  ASSERT_TRUE(for_each_root(*bed_.store->snapshot(), scope_, note));
  EXPECT_TRUE(roots.empty());
  ASSERT_TRUE(for_each_root(*bed_.store->snapshot(), other_scope_, note));
  EXPECT_EQ(roots.size(), 2U);
}

TEST_F(Transactions, AMoveIsToldOnceHoweverManyCommandsFollowInTheGroup) {
  const auto snapshot = bed_.store->snapshot();
  Overlay group(*snapshot);
  for (std::uint64_t i = 0; i < 5; ++i) {
    Transaction txn(group, snapshot->seq() + 1, kTestStartMs, test_id(i));
    if (i == 0) ASSERT_TRUE(txn.set_scope(thread_, other_scope_));
    ASSERT_TRUE(txn.put(message_of(thread_, test_id(100 + i))));
    Overlay staged = std::move(txn).take();
    EXPECT_EQ(staged.rows(Table::kEntities).size(), 1U);
    group.merge(std::move(staged));
  }
  EXPECT_EQ(group.moves().size(), 1U);
}

TEST_F(Transactions, SettingTheScopeItHasIsNoMove) {
  const auto record = bed_.commit([&](Transaction& txn) { return txn.set_scope(thread_, scope_); });
  EXPECT_TRUE(record->ops().empty());
}

TEST_F(Transactions, AnErasedRootKeepsItsScopeForItsTombstones) {
  const auto record = bed_.commit([&](Transaction& txn) -> Status {
    CHECKED(txn.erase<v1::Thread>(thread_));
    return txn.erase_root(thread_);
  });
  ASSERT_EQ(lines_of(record.value()).size(), 1U);
  EXPECT_EQ(lines_of(*record)[0].scope(), scope_bytes(scope_));
  EXPECT_EQ(scope_of(*bed_.store->snapshot(), thread_).value(), scope_);
}

TEST_F(Transactions, AnEntityUnderNoRootIsRefusedInsteadOfLost) {
  const auto done =
      bed_.commit([&](Transaction& txn) { return txn.create(message_of(test_id(77), message_)); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::kInternal);
}

TEST_F(Transactions, RunningACommandAgainGivesTheSameIdsAndSecrets) {
  const auto snapshot = bed_.store->snapshot();
  const Overlay group(*snapshot);
  Transaction first(group, 5, kTestStartMs, test_id(1));
  Transaction second(group, 9, kTestStartMs, test_id(1));
  const Id id = first.fresh_id();
  EXPECT_EQ(id, second.fresh_id());
  EXPECT_EQ(first.fresh_bytes(), second.fresh_bytes());
  EXPECT_NE(first.fresh_id(), id);
}

TEST_F(Transactions, IndexRowsMakeNoLines) {
  const auto record = bed_.commit([&](Transaction& txn) -> Status {
    txn.put_index(kByOrdinal, KeyWriter().id(thread_).u64(1).take(), std::string(message_.bytes()));
    txn.put_index(kByOrdinal, KeyWriter().id(thread_).u64(2).take(), "two");
    return {};
  });
  EXPECT_TRUE(lines_of(record.value()).empty());
  const auto snapshot = bed_.store->snapshot();
  EXPECT_EQ(find_index(*snapshot, kByOrdinal, KeyWriter().id(thread_).u64(2).take()).value(),
            "two");
  std::vector<std::uint64_t> ordinals;
  const Range newest{.prefix = std::string(thread_.bytes()), .bound = {}, .reverse = true};
  ASSERT_TRUE(
      scan_index(*snapshot, kByOrdinal, newest, [&](std::string_view key, std::string_view) {
        ordinals.push_back(KeyReader(key.substr(16)).u64());
        return true;
      }));
  EXPECT_EQ(ordinals, (std::vector<std::uint64_t>{2, 1}));
}

}  // namespace
}  // namespace fika::storage
