// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/blobs.h"

#include <fstream>

#include <gtest/gtest.h>

#include "storage/temp_folder.h"

namespace fika::storage {
namespace {

namespace fs = std::filesystem;

class BlobFiles : public ::testing::Test {
 protected:
  TempFolder folder_;
  Blobs blobs_ = Blobs::open(folder_.path()).value();

  Blob keep(std::string_view content) {
    BlobWriter writer = blobs_.begin(1 << 20).value();
    EXPECT_TRUE(writer.append(content.substr(0, content.size() / 2)));
    EXPECT_TRUE(writer.append(content.substr(content.size() / 2)));
    return writer.finish().value();
  }
  std::size_t count() {
    std::size_t all = 0;
    EXPECT_TRUE(blobs_.for_each([&](const Blob&, const fs::path&) { return ++all > 0; }));
    return all;
  }
  fs::path place(const Blob& blob) {
    return folder_.path() / "blobs" / blob.name.substr(0, 2) / blob.name.substr(2);
  }
};

TEST_F(BlobFiles, AreFoundUnderTheHashOfTheirContent) {
  const Blob blob = keep("abc");
  EXPECT_EQ(blob.name, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_EQ(blob.size_bytes, 3U);
  EXPECT_TRUE(blobs_.exists(blob.name));
  const auto reader = blobs_.read(blob.name);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->size_bytes(), 3U);
  EXPECT_EQ(reader->read(0, 100), "abc");
  EXPECT_EQ(reader->read(1, 1), "b");
  EXPECT_EQ(reader->read(3, 5), "");
  EXPECT_TRUE(blobs_.verify(blob.name));
}

TEST_F(BlobFiles, AreKeptOnceWhateverTheirNumber) {
  EXPECT_EQ(keep("the same").name, keep("the same").name);
  EXPECT_EQ(keep("").size_bytes, 0U);
  EXPECT_EQ(count(), 2U);
}

TEST_F(BlobFiles, OneThatWasNotFinishedLeavesNothing) {
  {
    BlobWriter writer = blobs_.begin(100).value();
    ASSERT_TRUE(writer.append("half of it"));
  }
  EXPECT_EQ(count(), 0U);
  EXPECT_TRUE(fs::is_empty(folder_.path() / "blobs" / "unfinished"));
  // As a crash leaves it.
  std::ofstream(folder_.path() / "blobs" / "unfinished" / "0123") << "half";
  blobs_ = Blobs::open(folder_.path()).value();
  EXPECT_TRUE(fs::is_empty(folder_.path() / "blobs" / "unfinished"));
}

TEST_F(BlobFiles, OneAboveItsLimitIsRefused) {
  BlobWriter writer = blobs_.begin(10).value();
  EXPECT_TRUE(writer.append("0123456789"));
  EXPECT_EQ(writer.append("x").error().code, Code::kLimit);
}

TEST_F(BlobFiles, DamageIsSeenAndMendedByTheSameContent) {
  const Blob blob = keep("lunch and learn");
  std::ofstream(place(blob)) << "lunch and burn!";
  EXPECT_EQ(blobs_.verify(blob.name).error().code, Code::kDataLoss);
  keep("lunch and learn");
  EXPECT_TRUE(blobs_.verify(blob.name));
}

TEST_F(BlobFiles, AreRemovedForGood) {
  const Blob blob = keep("gone");
  EXPECT_TRUE(blobs_.remove(blob.name));
  EXPECT_TRUE(blobs_.remove(blob.name));
  EXPECT_FALSE(blobs_.exists(blob.name));
  EXPECT_EQ(blobs_.read(blob.name).error().code, Code::kNotFound);
}

TEST_F(BlobFiles, WhatIsNoNameLeadsNowhere) {
  std::ofstream(folder_.path() / "secret") << "secret";
  for (const std::string name :
       {"", "../secret", "ab/../../secret", "bddd",
        "BDDD813C634239723171EF3FEE98579B94964E3BB1CB3E427262C8C068D52319"}) {
    EXPECT_FALSE(blobs_.exists(name)) << name;
    EXPECT_EQ(blobs_.read(name).error().code, Code::kNotFound) << name;
    EXPECT_TRUE(blobs_.remove(name)) << name;
  }
  EXPECT_TRUE(fs::exists(folder_.path() / "secret"));
}

TEST_F(BlobFiles, AStrangeFileAmongThemIsTold) {
  keep("one");
  std::ofstream(folder_.path() / "blobs" / "notes.txt") << "?";
  std::size_t strange = 0;
  ASSERT_TRUE(blobs_.for_each([&](const Blob& blob, const fs::path&) {
    if (blob.name.empty()) ++strange;
    return true;
  }));
  EXPECT_EQ(strange, 1U);
  EXPECT_EQ(count(), 2U);
}

}  // namespace
}  // namespace fika::storage
