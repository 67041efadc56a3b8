// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify.h"

#include <fstream>

#include <gtest/gtest.h>

#include "storage/blobs.h"
#include "storage/test_bed.h"

namespace fika::storage {
namespace {

class Verify : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  const Id message_ = test_id(20);
  const Scope scope_ = test_scope(1);
  TestBed bed_;
  VerifyOptions options_{.entities = {&entity_type<v1::Thread>(), &entity_type<v1::Message>(),
                                      &entity_type<v1::Head>()},
                         .checks = {}};
  std::string blob_;

  void SetUp() override {
    // Commits 1 to 4 go below the floor; a thread, a move, a refiled and an erased message above
    // it.
    commit([&](Transaction& txn) { return start_thread(txn, test_id(11), scope_); });
    commit([&](Transaction& txn) { return txn.create(message_of(test_id(11), test_id(21))); });
    commit([&](Transaction& txn) { return txn.create(message_of(test_id(11), test_id(22))); });
    commit([&](Transaction& txn) { return start_thread(txn, test_id(12), test_scope(2)); });
    ASSERT_TRUE(bed_.store->trim_log(5));
    commit([&](Transaction& txn) { return start_thread(txn, thread_, scope_); });
    commit([&](Transaction& txn) { return txn.create(message_of(thread_, message_)); });
    commit([&](Transaction& txn) { return txn.set_scope(test_id(11), test_scope(3)); });
    commit([&](Transaction& txn) {
      return txn.refile(test_id(11), message_of(thread_, test_id(21)));
    });
    commit([&](Transaction& txn) { return txn.erase<v1::Message>(test_id(11), {test_id(22)}); });
    commit([&](Transaction& txn) -> Status {
      CHECKED(txn.erase<v1::Thread>(test_id(12)));
      return txn.erase_root(test_id(12));
    });
    BlobWriter writer = Blobs::open(bed_.folder.path())->begin(100).value();
    ASSERT_TRUE(writer.append("a picture"));
    blob_ = writer.finish()->name;
  }
  void commit(const std::function<Status(Transaction&)>& change) {
    const auto done = bed_.commit(change);
    ASSERT_TRUE(done) << done.error().detail;
  }
  // Changes rows behind everybody's back: with header and head, and no change line.
  void damage(const std::function<void(Overlay&)>& change) {
    const auto snapshot = bed_.store->snapshot();
    Overlay rows(*snapshot);
    change(rows);
    store::v1::Record record;
    record.set_seq(bed_.store->head().seq + 1);
    record.set_prev(std::string(bytes_of(bed_.store->head().hash)));
    for (std::size_t table = 1; table < kTableCount; ++table) {
      for (const auto& [key, value] : rows.rows(static_cast<Table>(table))) {
        store::v1::Op& op = *record.add_ops();
        op.set_table(static_cast<std::uint32_t>(table));
        op.set_key(key);
        op.set_value(value.value_or(""));
        op.set_erase(!value);
      }
    }
    ASSERT_TRUE(bed_.store->apply(record, record.SerializeAsString(), false));
  }
  std::vector<std::string> findings() {
    const auto found = verify(*bed_.store, bed_.folder.path(), options_);
    EXPECT_TRUE(found);
    return found->sentences();
  }
  // Exactly one sentence, which begins so.
  void expect_only(std::string_view fault) {
    const auto found = findings();
    ASSERT_EQ(found.size(), 1U) << ::testing::PrintToString(found);
    EXPECT_TRUE(found[0].starts_with(fault)) << found[0];
  }
  void expect(std::string_view fault) {
    const auto found = verify(*bed_.store, bed_.folder.path(), options_);
    ASSERT_TRUE(found);
    EXPECT_GT(found->count(fault), 0U) << ::testing::PrintToString(found->sentences());
  }
  std::string message_key() { return entity_key(30, thread_, {message_}); }
};

TEST_F(Verify, FindsNothingInASoundFolder) {
  EXPECT_EQ(findings(), std::vector<std::string>{});
  const auto found = verify(*bed_.store, bed_.folder.path(), options_);
  EXPECT_EQ(found->looked_at().at("entities"), 4U);
  EXPECT_EQ(found->looked_at().at("commits"), 10U);
  EXPECT_EQ(found->looked_at().at("attached files"), 1U);
}

TEST_F(Verify, FindsNothingInAnEmptyFolder) {
  TestBed empty;
  EXPECT_TRUE(verify(*empty.store, empty.folder.path(), options_)->is_empty());
}

TEST_F(Verify, FindsAMissingHeader) {
  damage([](Overlay& rows) { rows.erase(Table::kHeaders, KeyWriter().u64(7).take()); });
  expect_only("Commits are missing from the chain: 7 to 7.");
}

TEST_F(Verify, FindsAHeaderAboveTheHead) {
  damage([](Overlay& rows) {
    store::v1::Header header;
    header.set_seq(12);
    header.set_hash(std::string(32, 'x'));
    rows.put(Table::kHeaders, KeyWriter().u64(12).take(), header.SerializeAsString());
  });
  expect_only("The head is not the newest commit");
}

TEST_F(Verify, FindsAHeaderThatCannotBeRead) {
  damage([](Overlay& rows) { rows.put(Table::kHeaders, KeyWriter().u64(7).take(), "?"); });
  expect("A commit's header cannot be read");
}

TEST_F(Verify, FindsAnEntityWithoutALine) {
  damage([&](Overlay& rows) {
    v1::Head head;
    head.set_root(thread_.text());
    rows.put(Table::kEntities, entity_key(21, thread_), stored_row(11, head));
  });
  expect_only("An entity has no change line: kind 21");
}

TEST_F(Verify, FindsAnEntityOfAnotherVersion) {
  damage([&](Overlay& rows) {
    rows.put(Table::kEntities, message_key(), stored_row(11, message_of(thread_, message_)));
  });
  expect_only("An entity's version is not that of its newest change line");
}

TEST_F(Verify, FindsALostEntity) {
  damage([&](Overlay& rows) { rows.erase(Table::kEntities, message_key()); });
  expect("A change line names an entity that is not there");
  expect("The directory lists an entity that is not there");
}

TEST_F(Verify, FindsAnErasedEntityThatIsThere) {
  damage([&](Overlay& rows) {
    const Id id = test_id(22);
    rows.put(Table::kEntities, entity_key(30, test_id(11), {id}),
             stored_row(3, message_of(test_id(11), id)));
  });
  expect("An entity is there that the log says was erased");
}

TEST_F(Verify, FindsAnEntityThatSaysSomethingElse) {
  damage([&](Overlay& rows) {
    rows.put(Table::kEntities, message_key(), stored_row(6, message_of(thread_, test_id(99))));
  });
  expect_only("An entity does not say what its key says");
}

TEST_F(Verify, FindsAnEntityThatCannotBeRead) {
  damage([&](Overlay& rows) { rows.put(Table::kEntities, message_key(), "short"); });
  expect("An entity cannot be read");
}

TEST_F(Verify, FindsAKindNobodyKnows) {
  options_.entities.pop_back();
  commit([&](Transaction& txn) {
    v1::Head head;
    head.set_root(thread_.text());
    return txn.put(head);
  });
  expect_only("An entity is of a kind that nobody knows: kind 21");
}

TEST_F(Verify, FindsAnEntityThatIsNotListed) {
  damage([&](Overlay& rows) { rows.erase(Table::kDirectory, std::string(message_.bytes())); });
  expect_only("An entity is not listed where it is: Message");
}

TEST_F(Verify, FindsAnEntityListedElsewhere) {
  damage([&](Overlay& rows) {
    rows.put(Table::kDirectory, std::string(message_.bytes()),
             KeyWriter().u16(30).id(test_id(11)).take());
  });
  expect("An entity is not listed where it is");
  expect("The directory lists an entity that is not there");
}

TEST_F(Verify, FindsARootMissingFromItsScope) {
  damage([&](Overlay& rows) {
    rows.erase(Table::kRoots, KeyWriter().u8('S').scope(scope_).id(thread_).take());
  });
  expect_only("A root holds entities and is not listed in its scope");
}

TEST_F(Verify, FindsARootListedInAnotherScope) {
  damage([&](Overlay& rows) {
    rows.put(Table::kRoots, KeyWriter().u8('S').scope(test_scope(5)).id(thread_).take(), {});
  });
  expect_only("A scope lists a root that is not its own");
}

TEST_F(Verify, FindsEntitiesUnderNoRoot) {
  damage([&](Overlay& rows) {
    rows.erase(Table::kRoots, KeyWriter().u8('S').scope(scope_).id(thread_).take());
    rows.erase(Table::kRoots, KeyWriter().u8('R').id(thread_).take());
  });
  expect_only("Entities stand under no root");
}

TEST_F(Verify, FindsALineThatIsMissingOnEitherSide) {
  const std::string place = KeyWriter().u64(6).u32(0).take();
  damage(
      [&](Overlay& rows) { rows.erase(Table::kLogByRoot, std::string(thread_.bytes()) + place); });
  expect_only("A change line is not found by its root: line 0 of commit 6.");
  damage([&](Overlay& rows) {
    rows.put(Table::kLogByRoot, std::string(thread_.bytes()) + place, {});
    rows.erase(Table::kLog, place);
  });
  expect("A root is said to have a change line that is not there");
  expect("An entity has no change line");
}

TEST_F(Verify, FindsLinesBelowTheFloor) {
  damage([&](Overlay& rows) {
    const auto row = rows.get(Table::kLog, KeyWriter().u64(6).u32(0).take());
    const std::string place = KeyWriter().u64(2).u32(0).take();
    rows.put(Table::kLog, place, row->value());
    rows.put(Table::kLogByRoot, std::string(thread_.bytes()) + place, {});
  });
  expect_only("A change line is outside the log's bounds: commit 2.");
}

TEST_F(Verify, FindsAScopesWrongHead) {
  damage([&](Overlay& rows) {
    rows.put(Table::kScopeHeads, scope_bytes(scope_), KeyWriter().u64(6).u64(5).take());
  });
  expect_only("A scope's head is not its newest change line");
  damage([&](Overlay& rows) { rows.erase(Table::kScopeHeads, scope_bytes(scope_)); });
  expect_only("A scope with change lines has no head");
}

TEST_F(Verify, FindsDamagedBlobs) {
  const auto folder = bed_.folder.path() / "blobs";
  std::ofstream(folder / blob_.substr(0, 2) / blob_.substr(2)) << "another";
  expect_only("An attached file does not hold what was put into it");
}

TEST_F(Verify, AsksTheDomainsOwnChecks) {
  options_.checks.emplace_back([](const Reader&, Findings& found) -> Status {
    for (const char* thread : {"a", "b"}) found.add("A thread counts wrongly", thread);
    return {};
  });
  EXPECT_EQ(findings(),
            std::vector<std::string>{"A thread counts wrongly: 2 times, the first is a."});
}

}  // namespace
}  // namespace fika::storage
