// SPDX-License-Identifier: GPL-3.0-or-later
// What the index does when something is wrong: with one entity, with the disk. How it takes in a
// change log is in tests/contract/search_tailer_test.cc.
#include <csignal>
#include <filesystem>
#include <limits>
#include <memory>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "search/index.h"
#include "storage/test_bed.h"

// The leak checker asks for it by this name. On a full disk Xapian 1.4.22 leaves one of its own
// small objects behind, which is not ours to mend.
extern "C" const char* __lsan_default_suppressions() { return "leak:libxapian.so"; }

namespace fika::search {
namespace {

constexpr std::uint64_t kWholeDisk = std::numeric_limits<std::uint64_t>::max();

Status build(const storage::Reader& reader, const v1::Message& message,
             std::vector<Document>& out) {
  if (message.text() == "poison") throw std::invalid_argument("poison");
  Document& document = out.emplace_back();
  TRY(document.id, Id::parse(message.id()));
  TRY(document.root, Id::parse(message.root()));
  TRY(const auto scope, storage::filed_scope_of(reader, document.root));
  document.scope = scope.value_or(storage::Scope{});
  document.text = message.text();
  return {};
}

class Troubled : public ::testing::Test {
 protected:
  Troubled() {
    EXPECT_TRUE(bed_.commit([&](storage::Transaction& txn) {
      return storage::start_thread(txn, thread_, storage::test_scope(1));
    }));
  }
  void put(std::uint64_t first, std::uint64_t last, const std::string& text) {
    ASSERT_TRUE(bed_.commit([&](storage::Transaction& txn) -> Status {
      for (std::uint64_t number = first; number < last; ++number) {
        const Id id = storage::test_id(number);
        CHECKED(txn.put(storage::message_of(thread_, id, text + ' ' + std::to_string(number))));
      }
      return {};
    }));
  }
  std::unique_ptr<Index> open(std::uint64_t reserve_bytes = 0, std::uint64_t deleted_max = 1'000) {
    return Index::open({.folder = folder_.path() / "index",
                        .swedish_words = {},
                        .disk_reserve_bytes = reserve_bytes,
                        .deleted_max = deleted_max},
                       {documents_of<v1::Message, &build>()})
        .value();
  }
  Status make_anew(Index& index) {
    const auto snapshot = bed_.store->snapshot();
    return index.tailer().reset(*snapshot, {bed_.store->epoch(), snapshot->seq()});
  }
  Status take_in(Index& index) {
    const auto snapshot = bed_.store->snapshot();
    TRY(const storage::TailerCursor cursor, index.tailer().cursor());
    std::vector<storage::LogLine> lines;
    CHECKED(storage::read_log(*snapshot, cursor.seq, [&](storage::LogLine&& line) {
      lines.push_back(std::move(line));
      return true;
    }));
    return index.tailer().consume(lines, *snapshot, {bed_.store->epoch(), snapshot->seq()});
  }
  std::size_t hits(const Index& index) {
    Question question;
    question.terms = {{.text = "cold"}};
    const auto answer = index.ask(
        question, {.scopes = {storage::test_scope(1)}, .may_see = [](const Id&) { return true; }});
    return answer ? answer->hits.size() : 99;
  }
  std::size_t folders() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "index")) {
      if (entry.is_directory()) ++count;
    }
    return count;
  }

  const Id thread_ = storage::test_id(10);
  storage::TestBed bed_;
  storage::TempFolder folder_;
};

TEST_F(Troubled, OneEntityThatCannotBeTakenInEndsNothing) {
  put(100, 101, "Keep it cold");
  ASSERT_TRUE(bed_.commit([&](storage::Transaction& txn) {
    return txn.put(storage::message_of(thread_, storage::test_id(101), "poison"));
  }));
  const auto index = open();
  ASSERT_TRUE(make_anew(*index));
  EXPECT_EQ(index->size(), 1U);
  // What was found before is not when it has become such.
  ASSERT_TRUE(bed_.commit([&](storage::Transaction& txn) -> Status {
    CHECKED(txn.put(storage::message_of(thread_, storage::test_id(100), "poison")));
    return txn.put(storage::message_of(thread_, storage::test_id(102), "Keep it cold"));
  }));
  ASSERT_TRUE(take_in(*index));
  EXPECT_EQ(index->size(), 1U);
  EXPECT_EQ(hits(*index), 1U);
}

TEST_F(Troubled, AnIndexThatCannotBeOpenedJustNowIsNotMadeAnew) {
  put(100, 105, "Keep it cold");
  ASSERT_TRUE(make_anew(*open()));
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit few{.rlim_cur = 256, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &few), 0);
  std::vector<int> taken;
  for (int copy = dup(0); copy >= 0; copy = dup(0)) taken.push_back(copy);
  // Enough to take the folder's lock and to look into it.
  for (int i = 0; i < 2 && !taken.empty(); ++i, taken.pop_back()) close(taken.back());
  const auto index = open();
  const auto in_vain = index->tailer().cursor();
  for (const int copy : taken) close(copy);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  ASSERT_FALSE(in_vain);
  EXPECT_EQ(in_vain.error().code, Code::kUnavailable);
  const auto cursor = index->tailer().cursor();
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->seq, bed_.store->head().seq);
  EXPECT_EQ(hits(*index), 1U);
}

TEST_F(Troubled, AFullDiskLeavesTheOldIndexServing) {
  put(100, 105, "Keep it cold");
  ASSERT_TRUE(make_anew(*open()));
  const auto index = open(kWholeDisk);
  for (int i = 0; i < 3; ++i) {
    const Status made = make_anew(*index);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Code::kUnavailable);
    EXPECT_GE(made.error().retry_after_ms, 10'000U) << "it is not asked every moment";
    EXPECT_NE(made.error().detail.find("disk has no room"), std::string::npos);
    EXPECT_EQ(folders(), 1U);
    EXPECT_EQ(hits(*index), 1U);
  }
  const Status packed = index->compact();
  ASSERT_FALSE(packed);
  EXPECT_EQ(packed.error().code, Code::kUnavailable);
  EXPECT_EQ(folders(), 1U);
  // What is written is taken in all the same.
  put(105, 106, "Keep it cold");
  EXPECT_TRUE(take_in(*index));
  EXPECT_EQ(index->size(), 6U);
}

TEST_F(Troubled, AFullDiskIsSeenWhileTheFirstIndexIsMade) {
  put(100, 1'300, "Keep it cold");
  const auto index = open(kWholeDisk);
  const Status made = make_anew(*index);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().detail.find("disk has no room"), std::string::npos);
  EXPECT_EQ(folders(), 0U);
}

TEST_F(Troubled, WhatCannotBePackedIsTakenInAllTheSame) {
  put(100, 140, "Keep it cold");
  ASSERT_TRUE(make_anew(*open()));
  {
    const auto index = open(kWholeDisk, 1);
    put(100, 140, "Keep it warm");
    EXPECT_TRUE(take_in(*index));
    EXPECT_EQ(hits(*index), 0U);
    EXPECT_EQ(index->tailer().cursor()->seq, bed_.store->head().seq);
    EXPECT_EQ(folders(), 1U);
  }
  put(100, 101, "Keep it cold");
  EXPECT_TRUE(take_in(*open(0, 1)));
}

TEST_F(Troubled, TheLogIsToldWhatTheDiskSays) {
  put(100, 140, "Keep it cold");
  ASSERT_TRUE(make_anew(*open()));
  put(200, 1'000, "Keep it cold, and say so in many words");
  const auto index = open();
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{.rlim_cur = 32 << 10, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  const Status made = make_anew(*index);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Code::kUnavailable);
  EXPECT_TRUE(made.error().detail.find("too large") != std::string::npos ||
              made.error().detail.find("cannot be read or written now") != std::string::npos)
      << made.error().detail;
  EXPECT_EQ(folders(), 1U);
  EXPECT_EQ(hits(*index), 1U);
  EXPECT_TRUE(make_anew(*index));
  EXPECT_EQ(index->size(), 840U);
}

}  // namespace
}  // namespace fika::search
