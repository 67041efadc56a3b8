// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/store.h"

#include <fstream>
#include <iterator>
#include <thread>

#include <gtest/gtest.h>
#include <rocksdb/db.h>

#include "storage/features.h"
#include "storage/test_bed.h"

namespace fika::storage {
namespace {

// Whether any file of the folder holds these bytes.
bool holds(const std::filesystem::path& folder, std::string_view bytes) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    if (content.find(bytes) != std::string::npos) return true;
  }
  return false;
}

TEST(Store, KeepsHeadEpochAndRowsWhenItIsOpenedAgain) {
  TestBed bed;
  const Id thread = test_id(10);
  ASSERT_TRUE(
      bed.commit([&](Transaction& txn) { return start_thread(txn, thread, test_scope(1)); }));
  const Position head = bed.store->head();
  const std::string epoch = bed.store->epoch();
  EXPECT_EQ(epoch.size(), 16U);
  bed.reopen();
  EXPECT_EQ(bed.store->head(), head);
  EXPECT_EQ(bed.store->epoch(), epoch);
  EXPECT_EQ(bed.store->snapshot()->seq(), 1U);
  ASSERT_TRUE(bed.store->renew_epoch());
  EXPECT_NE(bed.store->epoch(), epoch);
}

TEST(Store, ASnapshotStandsStill) {
  TestBed bed;
  const auto before = bed.store->snapshot();
  ASSERT_TRUE(
      bed.commit([&](Transaction& txn) { return start_thread(txn, test_id(10), test_scope(1)); }));
  EXPECT_EQ(before->seq(), 0U);
  EXPECT_FALSE(find<v1::Thread>(*before, test_id(10)).value());
  EXPECT_TRUE(find<v1::Thread>(*bed.store->snapshot(), test_id(10)).value());
}

TEST(Store, AWaitEndsWhenTheCommitComes) {
  TestBed bed;
  EXPECT_FALSE(bed.store->wait_for(1, std::chrono::milliseconds(1)));
  std::jthread writes([&] {
    EXPECT_TRUE(bed.commit(
        [&](Transaction& txn) { return start_thread(txn, test_id(10), test_scope(1)); }));
  });
  EXPECT_TRUE(bed.store->wait_for(1, std::chrono::seconds(20)));
}

TEST(Store, AFolderWithAnUnknownFeatureIsRefusedWithASentence) {
  TestBed bed;
  store::v1::Folder folder;
  folder.set_epoch(bed.store->epoch());
  for (const auto& feature : known_features()) folder.add_features(feature);
  folder.add_features("telepathy-2");
  ASSERT_TRUE(bed.commit([&](Transaction& txn) -> Status {
    txn.put_row(Table::kMeta, "folder", folder.SerializeAsString());
    return {};
  }));
  bed.store.reset();
  const auto opened = Store::open({.folder = bed.folder.path()}, bed.clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::kState);
  EXPECT_NE(opened.error().detail.find("'telepathy-2'"), std::string::npos);
}

TEST(Store, AFolderOfAnEarlierVersionNamesWhatThisOneWrites) {
  TestBed bed;
  store::v1::Folder earlier;
  earlier.set_epoch(bed.store->epoch());
  earlier.add_features(known_features().front());
  ASSERT_TRUE(bed.commit([&](Transaction& txn) -> Status {
    txn.put_row(Table::kMeta, "folder", earlier.SerializeAsString());
    return {};
  }));
  bed.store.reset();
  const auto opened = Store::open({.folder = bed.folder.path()}, bed.clock);
  ASSERT_TRUE(opened);
  store::v1::Folder folder;
  ASSERT_TRUE(folder.ParseFromString(
      (*opened)->snapshot()->get(Table::kMeta, "folder").value().value_or("")));
  EXPECT_EQ(std::vector<std::string>(folder.features().begin(), folder.features().end()),
            known_features());
  EXPECT_EQ(folder.epoch(), earlier.epoch());
}

TEST(Store, AFolderInUseIsRefusedWithASentence) {
  TestBed bed;
  const auto opened = Store::open({.folder = bed.folder.path()}, bed.clock);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::kUnavailable);
  EXPECT_NE(opened.error().detail.find("another Fika"), std::string::npos);
}

TEST(Store, NothingIsMadeWhereNothingMayBe) {
  const TempFolder folder;
  const auto opened =
      Store::open({.folder = folder.path(), .create_if_missing = false}, SimulatedClock(0));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::kNotFound);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Store, ReadOnlyLooksBesideARunningServerAndWritesNothing) {
  TestBed bed;
  ASSERT_TRUE(
      bed.commit([&](Transaction& txn) { return start_thread(txn, test_id(10), test_scope(1)); }));
  const auto look = Store::open({.folder = bed.folder.path(), .is_read_only = true}, bed.clock);
  ASSERT_TRUE(look) << look.error().detail;
  EXPECT_EQ((*look)->head(), bed.store->head());
  EXPECT_TRUE(find<v1::Thread>(*(*look)->snapshot(), test_id(10)).value());
  EXPECT_FALSE((*look)->trim_log(2));
}

TEST(Store, ErasedBytesLeaveTheDisk) {
  TestBed bed;
  const Id thread = test_id(10);
  const std::string marker = "Kanelbullar-9f2c81-inte-kvar";
  ASSERT_TRUE(bed.commit([&](Transaction& txn) -> Status {
    CHECKED(start_thread(txn, thread, test_scope(1)));
    return txn.create(message_of(thread, test_id(20), marker));
  }));
  ASSERT_TRUE(bed.store->compact());
  EXPECT_TRUE(holds(bed.folder.path(), marker));
  ASSERT_TRUE(bed.commit(
      [&](Transaction& txn) { return txn.put(message_of(thread, test_id(20), "overwritten")); }));
  ASSERT_TRUE(bed.store->compact());
  EXPECT_FALSE(holds(bed.folder.path(), marker));
  ASSERT_TRUE(
      bed.commit([&](Transaction& txn) { return txn.erase<v1::Message>(thread, {test_id(20)}); }));
  ASSERT_TRUE(bed.store->compact());
  EXPECT_FALSE(holds(bed.folder.path(), "overwritten"));
}

TEST(Store, ErasedBytesThatNeverLeftMemoryLeaveTheWriteAheadLogToo) {
  TestBed bed;
  const Id thread = test_id(10);
  const std::string marker = "Kanelbullar-9f2c81-inte-kvar";
  ASSERT_TRUE(bed.commit([&](Transaction& txn) -> Status {
    CHECKED(start_thread(txn, thread, test_scope(1)));
    return txn.create(message_of(thread, test_id(20), marker));
  }));
  EXPECT_TRUE(holds(bed.folder.path(), marker));
  ASSERT_TRUE(
      bed.commit([&](Transaction& txn) { return txn.erase<v1::Message>(thread, {test_id(20)}); }));
  ASSERT_TRUE(bed.store->compact());
  EXPECT_FALSE(holds(bed.folder.path(), marker));
}

TEST(Store, ACheckpointKnowsWhichCommitItHolds) {
  TestBed bed;
  ASSERT_TRUE(
      bed.commit([&](Transaction& txn) { return start_thread(txn, test_id(10), test_scope(1)); }));
  const TempFolder copy;
  const auto position = bed.store->checkpoint(copy.path());
  ASSERT_TRUE(position) << position.error().detail;
  EXPECT_EQ(*position, bed.store->head());
  const auto opened = Store::open({.folder = copy.path()}, bed.clock);
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->head(), *position);
}

}  // namespace
}  // namespace fika::storage
