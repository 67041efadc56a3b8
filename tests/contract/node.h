// SPDX-License-Identifier: GPL-3.0-or-later
// One server of several over a shared log, as far as storage goes: its own rows, its step, its
// writer.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "tests/contract/shared_log.h"

namespace fika::storage {

class Node {
 public:
  Node(SharedLog& log, unsigned seed, unsigned fault_percent = 0)
      : step(log, seed, fault_percent), log_(log) {}

  void start(WriterConfig config = {}) {
    config.unknown_pause_max = std::chrono::milliseconds(0);
    config.on_commit = [this](CommitSummary&& summary) { told.push_back(summary.seq); };
    config.on_fatal = [this](const Error& error) { fatal = error; };
    writer = std::make_unique<Writer>(*bed.store, step, bed.clock, std::move(config));
    writer->start();
  }
  // As after a crash: what was only in memory is gone.
  void restart() {
    writer.reset();
    bed.reopen();
    start();
  }
  // Stops, after having applied all that the log holds.
  void finish() {
    log_.deliver_late();
    for (int i = 0; i < 5000 && bed.store->head() != log_.head(); ++i) {
      writer->wake();
      bed.store->wait_for(log_.head().seq, std::chrono::milliseconds(10));
    }
    writer.reset();
    EXPECT_EQ(bed.store->head(), log_.head());
  }

  TestBed bed;
  SharedLogStep step;
  std::vector<std::uint64_t> told;  // of on_commit; read when the writer rests
  std::optional<Error> fatal;
  std::unique_ptr<Writer> writer;

 private:
  SharedLog& log_;
};

inline void expect_equal_rows(const Store& one, const Store& other) {
  for (std::size_t table = 2; table < kTableCount; ++table) {
    EXPECT_EQ(rows_of(one, static_cast<Table>(table)), rows_of(other, static_cast<Table>(table)))
        << "table " << table;
  }
}

// The commits told are all there are, each once, in order.
inline void expect_told_once(const std::vector<std::uint64_t>& told, std::uint64_t head) {
  ASSERT_EQ(told.size(), head);
  for (std::uint64_t seq = 1; seq <= head; ++seq) ASSERT_EQ(told[seq - 1], seq);
}

// Counts up in a thread: reads what is there, so a lost or doubled effect shows.
inline Work counting(const Id& thread, const Id& message, std::string client_id = {}) {
  return work_of(
      [thread, message](Transaction& txn) -> Result<std::string> {
        CHECKED(txn.set_scope(thread, test_scope(1)));
        TRY(const auto found, find<v1::Head>(txn, thread));
        v1::Head head = found.value_or(v1::Head());
        head.set_root(thread.text());
        head.set_last_ordinal(head.last_ordinal() + 1);
        v1::Message post = message_of(thread, message);
        post.set_ordinal(head.last_ordinal());
        CHECKED(txn.create(post));
        CHECKED(txn.put(head));
        return std::to_string(head.last_ordinal());
      },
      std::move(client_id));
}

inline std::uint64_t count_in(const Store& store, const Id& thread) {
  const auto head = find<v1::Head>(*store.snapshot(), thread).value();
  return head ? head->last_ordinal() : 0;
}

}  // namespace fika::storage
