// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include <fstream>

#include <gtest/gtest.h>

#include "storage/blobs.h"
#include "storage/test_bed.h"

namespace fika::storage {
namespace {

namespace fs = std::filesystem;

class Backups : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;
  TempFolder away_;
  const fs::path backup_ = away_.path() / "backup";
  const fs::path restored_ = away_.path() / "restored";
  std::string blob_;

  void SetUp() override {
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, test_scope(1)); }));
    post(20);
    BlobWriter writer = Blobs::open(bed_.folder.path())->begin(100).value();
    ASSERT_TRUE(writer.append("a picture"));
    blob_ = writer.finish()->name;
  }
  void post(std::uint64_t number) {
    ASSERT_TRUE(bed_.commit(
        [&](Transaction& txn) { return txn.create(message_of(thread_, test_id(number))); }));
  }
  Result<Backup> make() { return back_up(*bed_.store, bed_.folder.path(), backup_, bed_.clock); }
};

TEST_F(Backups, AreRestoredWithEverythingAndAnEpochOfTheirOwn) {
  const auto made = make();
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->position, bed_.store->head());
  EXPECT_EQ(made->blobs, 1U);
  post(21);  // after it
  const auto restored = restore(backup_, restored_, bed_.clock);
  ASSERT_TRUE(restored) << restored.error().detail;
  EXPECT_EQ(restored->position, made->position);
  const auto store = Store::open({.folder = restored_, .create_if_missing = false}, bed_.clock);
  ASSERT_TRUE(store) << store.error().detail;
  EXPECT_EQ((*store)->head(), made->position);
  EXPECT_EQ(all_of<v1::Message>(*(*store)->snapshot(), thread_)->size(), 1U);
  EXPECT_NE((*store)->epoch(), bed_.store->epoch());
  EXPECT_TRUE(Blobs::look(restored_).verify(blob_));
  EXPECT_EQ(std::distance(fs::directory_iterator(restored_), fs::directory_iterator()), 2);
  // The backup is as it was, and can be restored again.
  EXPECT_EQ(look_at_backup(backup_)->epoch, bed_.store->epoch());
  EXPECT_TRUE(restore(backup_, away_.path() / "again", bed_.clock));
}

TEST_F(Backups, AreConsistentWhileTheStoreIsWritten) {
  EmbeddedCommitStep step(*bed_.store);
  Writer writer(*bed_.store, step, bed_.clock, {});
  writer.start();
  std::atomic<bool> is_enough = false;
  std::thread load([&] {
    for (std::uint64_t i = 0; !is_enough; ++i) {
      EXPECT_TRUE(run(writer, work_of([&, i](Transaction& txn) -> Result<std::string> {
                        CHECKED(txn.create(message_of(thread_, test_id(100 + i))));
                        return std::string();
                      })));
    }
  });
  ASSERT_TRUE(bed_.store->wait_for(20, std::chrono::seconds(60)));
  const auto made = make();
  is_enough = true;
  load.join();
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_GE(made->position.seq, 20U);
  ASSERT_TRUE(restore(backup_, restored_, bed_.clock));
  const auto store = Store::open({.folder = restored_}, bed_.clock);
  ASSERT_TRUE(store);
  // One commit made the thread, each of the others one message.
  EXPECT_EQ(all_of<v1::Message>(*(*store)->snapshot(), thread_)->size(), made->position.seq - 1);
  EXPECT_EQ(rows_of(**store, Table::kLog).size(), made->position.seq);
}

TEST_F(Backups, GoIntoNoFolderThatHoldsSomething) {
  fs::create_directories(backup_);
  std::ofstream(backup_ / "thesis.odt") << "x";
  EXPECT_EQ(make().error().code, Code::kState);
  EXPECT_TRUE(fs::exists(backup_ / "thesis.odt"));
  fs::remove(backup_ / "thesis.odt");
  ASSERT_TRUE(make());
  fs::create_directories(restored_);
  std::ofstream(restored_ / "thesis.odt") << "x";
  EXPECT_EQ(restore(backup_, restored_, bed_.clock).error().code, Code::kState);
  EXPECT_EQ(restore(backup_, bed_.folder.path(), bed_.clock).error().code, Code::kState);
}

TEST_F(Backups, WithoutTheirManifestAreNotComplete) {
  ASSERT_TRUE(make());
  fs::remove(backup_ / "fika-backup");
  const auto restored = restore(backup_, restored_, bed_.clock);
  ASSERT_FALSE(restored);
  EXPECT_NE(restored.error().detail.find("no complete backup"), std::string::npos);
  EXPECT_FALSE(fs::exists(restored_));
}

TEST_F(Backups, WithADamagedManifestOrLessThanItSaysAreRefused) {
  ASSERT_TRUE(make());
  fs::remove(backup_ / "blobs" / blob_.substr(0, 2) / blob_.substr(2));
  EXPECT_EQ(restore(backup_, restored_, bed_.clock).error().code, Code::kDataLoss);
  EXPECT_TRUE(fs::is_empty(restored_));
  std::ofstream(backup_ / "fika-backup", std::ios::app) << "seq 7\n";
  EXPECT_EQ(restore(backup_, restored_, bed_.clock).error().code, Code::kDataLoss);
}

}  // namespace
}  // namespace fika::storage
