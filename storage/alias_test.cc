// SPDX-License-Identifier: GPL-3.0-or-later
// A scope that stands for another: all that is filed under it is there at once, in one hop.
#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "storage/verify.h"

namespace fika::storage {
namespace {

class Aliases : public ::testing::Test {
 protected:
  const Scope old_ = test_scope(1), middle_ = test_scope(2), stays_ = test_scope(3);
  const Id thread_ = test_id(10), other_thread_ = test_id(11);
  TestBed bed_;

  void SetUp() override {
    ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
      CHECKED(start_thread(txn, thread_, old_));
      return start_thread(txn, other_thread_, stays_);
    }));
  }
  store::v1::Record make(const Scope& alias, const Scope& scope) {
    const auto record = bed_.commit([&](Transaction& txn) { return txn.make_alias(alias, scope); });
    EXPECT_TRUE(record.has_value());
    return *record;
  }
  Scope scope_now(const Id& root) {
    return scope_of(*bed_.store->snapshot(), root).value().value();
  }
  std::vector<Id> filed_under(const Scope& scope) {
    std::vector<Id> roots;
    EXPECT_TRUE(for_each_root(*bed_.store->snapshot(), scope, [&](const Id& root) {
      roots.push_back(root);
      return true;
    }));
    return roots;
  }
  static std::size_t lines_in(const store::v1::Record& record, const Scope& scope) {
    std::size_t count = 0;
    for (const auto& op : record.ops()) {
      store::v1::ChangeLine line;
      if (op.table() != static_cast<std::uint32_t>(Table::kLog)) continue;
      EXPECT_TRUE(line.ParseFromString(op.value()));
      count += line.scope() == scope_bytes(scope) ? 1 : 0;
    }
    return count;
  }
  void TearDown() override {
    Findings findings;
    ASSERT_TRUE(verify_roots(*bed_.store->snapshot(), findings));
    EXPECT_EQ(findings.sentences(), std::vector<std::string>());
  }
};

TEST_F(Aliases, TakeTheirRootsAlongWithoutALineAboutThem) {
  const auto record = make(old_, stays_);
  EXPECT_EQ(lines_in(record, old_) + lines_in(record, stays_), 0U);
  EXPECT_EQ(scope_now(thread_), stays_);
  EXPECT_EQ(filed_scope_of(*bed_.store->snapshot(), thread_).value(), old_);
  EXPECT_EQ(filed_under(old_), std::vector<Id>{thread_});
  const auto later = bed_.commit(
      [&](Transaction& txn) { return txn.create(message_of(thread_, test_id(12), "Hej")); });
  EXPECT_EQ(lines_in(*later, stays_), 1U);
  EXPECT_EQ(lines_in(*later, old_), 0U);
}

TEST_F(Aliases, AreAlwaysOneHop) {
  make(old_, middle_);
  make(middle_, stays_);
  const auto reader = bed_.store->snapshot();
  EXPECT_EQ(present_scope(*reader, old_).value(), stays_);
  EXPECT_EQ(present_scope(*reader, middle_).value(), stays_);
  EXPECT_EQ(present_scope(*reader, stays_).value(), stays_);
  std::size_t aliases = 0;
  ASSERT_TRUE(for_each_alias(*reader, stays_, [&](const Scope&) { return ++aliases > 0; }));
  EXPECT_EQ(aliases, 2U);
}

TEST_F(Aliases, RefilingARootUnderWhatTheyStandForIsNoMove) {
  make(old_, stays_);
  const auto record = bed_.commit([&](Transaction& txn) { return txn.set_scope(thread_, stays_); });
  EXPECT_EQ(lines_in(*record, old_) + lines_in(*record, stays_), 0U);
  EXPECT_TRUE(filed_under(old_).empty());
  EXPECT_EQ(filed_under(stays_).size(), 2U);
}

TEST_F(Aliases, ARootThatLeavesOneLeavesWhatItStandsFor) {
  make(old_, stays_);
  const auto record =
      bed_.commit([&](Transaction& txn) { return txn.set_scope(thread_, middle_); });
  EXPECT_EQ(lines_in(*record, stays_), 1U);
  EXPECT_EQ(lines_in(*record, middle_), 1U);
  EXPECT_EQ(scope_now(thread_), middle_);
  EXPECT_TRUE(filed_under(old_).empty());
}

TEST_F(Aliases, AnErasedRootIsNotFoundUnderOne) {
  make(old_, stays_);
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
    CHECKED(txn.erase<v1::Thread>(thread_));
    return txn.erase_root(thread_);
  }));
  EXPECT_TRUE(filed_under(old_).empty());
  EXPECT_EQ(scope_now(thread_), stays_) << "its tombstone still reaches those who saw it";
}

TEST_F(Aliases, AChainOfTwoIsFound) {
  make(old_, stays_);
  const auto snapshot = bed_.store->snapshot();
  Overlay rows(*snapshot);
  rows.put(Table::kRoots, KeyWriter().u8('A').scope(stays_).take(), scope_bytes(middle_));
  Findings findings;
  ASSERT_TRUE(verify_roots(rows, findings));
  EXPECT_EQ(findings.count("A scope stands for another that stands for a third"), 1U);
}

}  // namespace
}  // namespace fika::storage
