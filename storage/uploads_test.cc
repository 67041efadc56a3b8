// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/uploads.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "storage/files.h"
#include "storage/temp_folder.h"

namespace fika::storage {
namespace {

constexpr std::uint64_t kMax = 1 << 20;

class UploadFiles : public ::testing::Test {
 protected:
  TempFolder folder_;
  Blobs blobs_ = Blobs::open(folder_.path()).value();
  Uploads uploads_ = Uploads::open(folder_.path()).value();
  const Id id_ = Id::make(1);
};

TEST_F(UploadFiles, GoOnAfterARestart) {
  EXPECT_EQ(uploads_.size_bytes(id_), 0U);
  EXPECT_EQ(uploads_.append(id_, 0, "hello ", kMax), 6U);
  const Uploads again = Uploads::open(folder_.path()).value();
  EXPECT_EQ(again.size_bytes(id_), 6U);
  EXPECT_EQ(again.append(id_, 6, "world", kMax), 11U);
  const auto blob = again.to_blob(id_, 11, blobs_);
  ASSERT_TRUE(blob);
  EXPECT_EQ(blobs_.read(blob->name).value().read(0, 100), "hello world");
  EXPECT_EQ(again.to_blob(id_, 11, blobs_)->name, blob->name) << "once more does no harm";
}

TEST_F(UploadFiles, RefuseAPieceThatBeginsElsewhere) {
  EXPECT_EQ(uploads_.append(id_, 3, "abc", kMax).error().code, Code::kAborted);
  EXPECT_EQ(uploads_.append(id_, 0, "abc", kMax), 3U);
  EXPECT_EQ(uploads_.append(id_, 0, "abc", kMax).error().code, Code::kAborted);
  EXPECT_EQ(uploads_.append(id_, 2, "abc", kMax).error().code, Code::kAborted);
  EXPECT_EQ(uploads_.size_bytes(id_), 3U);
}

TEST_F(UploadFiles, DoNotGrowBeyondWhatWasAnnounced) {
  EXPECT_EQ(uploads_.append(id_, 0, "abc", 5), 3U);
  EXPECT_EQ(uploads_.append(id_, 3, "def", 5).error().code, Code::kLimit);
  EXPECT_EQ(uploads_.append(id_, 3, "de", 5), 5U);
  EXPECT_EQ(uploads_.append(id_, 5, "", 5), 5U);
}

TEST_F(UploadFiles, AreNoBlobUntilAllHasCome) {
  EXPECT_EQ(uploads_.append(id_, 0, "abc", kMax), 3U);
  EXPECT_EQ(uploads_.to_blob(id_, 4, blobs_).error().code, Code::kAborted);
  EXPECT_EQ(uploads_.size_bytes(id_), 3U);
  EXPECT_TRUE(uploads_.to_blob(id_, 3, blobs_));
}

TEST_F(UploadFiles, AnEmptyOneIsAFileToo) {
  const auto blob = uploads_.to_blob(id_, 0, blobs_);
  ASSERT_TRUE(blob);
  EXPECT_EQ(blob->size_bytes, 0U);
}

TEST_F(UploadFiles, KeepTwoPiecesAtATimeApart) {
  File busy = File::open_to_append(folder_.path() / "uploads" / id_.text()).value();
  ASSERT_TRUE(busy.try_lock());
  EXPECT_EQ(uploads_.append(id_, 0, "abc", kMax).error().code, Code::kAborted);
  EXPECT_EQ(uploads_.to_blob(id_, 0, blobs_).error().code, Code::kAborted);
}

TEST_F(UploadFiles, GoWhenTheyAreGivenUp) {
  const Id other = Id::make(2);
  EXPECT_TRUE(uploads_.append(id_, 0, "abc", kMax));
  EXPECT_TRUE(uploads_.append(other, 0, "abc", kMax));
  EXPECT_TRUE(uploads_.remove(id_));
  EXPECT_TRUE(uploads_.remove(id_));
  std::set<std::string> left;
  EXPECT_TRUE(uploads_.for_each([&](const Id& id) { left.insert(id.text()); }));
  EXPECT_EQ(left, std::set<std::string>{other.text()});
}

TEST_F(UploadFiles, ComeOutAsTheyWentInHoweverTheyWereCut) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  std::string content(700'000, '\0');
  for (char& c : content) c = static_cast<char>(random());
  std::uint64_t at = 0;
  while (at < content.size()) {
    const std::string piece = content.substr(at, random() % 100'000);
    at = uploads_.append(id_, at, piece, content.size()).value();
  }
  const auto blob = uploads_.to_blob(id_, content.size(), blobs_);
  ASSERT_TRUE(blob);
  EXPECT_TRUE(blobs_.read(blob->name).value().read(0, content.size()) == content);
  EXPECT_TRUE(blobs_.verify(blob->name));
}

}  // namespace
}  // namespace fika::storage
