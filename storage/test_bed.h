// SPDX-License-Identifier: GPL-3.0-or-later
// A real store in a folder of its own, a clock that stands still, and the shortest ways to change
// and ask something. Tests only.
#pragma once

#include <chrono>
#include <cstdint>
#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/clock.h"
#include "storage/change_log.h"
#include "storage/embedded_commit_step.h"
#include "storage/staging.h"
#include "storage/store.h"
#include "storage/temp_folder.h"
#include "storage/transaction.h"
#include "storage/writer.h"

namespace fika::storage {

inline constexpr std::int64_t kTestStartMs = 1'790'000'000'000;

// The same id for the same number, so that a failing test reads the same each time.
inline Id test_id(std::uint64_t number) {
  return Id::derive(kTestStartMs, "test " + std::to_string(number));
}
inline Scope test_scope(std::uint64_t number, std::uint8_t kind = 2) {
  return {kind, test_id(9'000'000 + number)};
}

inline v1::Thread thread_of(const Id& id, std::string title = "Vaccines in the cold chain") {
  v1::Thread thread;
  thread.set_id(id.text());
  thread.set_title(std::move(title));
  return thread;
}
inline v1::Message message_of(const Id& root, const Id& id,
                              std::string text = "Keep it at 4 degrees") {
  v1::Message message;
  message.set_root(root.text());
  message.set_id(id.text());
  message.set_text(std::move(text));
  return message;
}

// Makes a thread a root of `scope`, with its entity.
inline Status start_thread(Transaction& txn, const Id& id, const Scope& scope) {
  CHECKED(txn.set_scope(id, scope));
  return txn.create(thread_of(id));
}

class TestBed {
 public:
  TestBed() { open(); }

  void open() {
    auto opened = Store::open({.folder = folder.path(), .cache_bytes = 1 << 20}, clock);
    if (!opened) fmt::print(stderr, "{}\n", opened.error().detail);
    FIKA_CHECK(opened.has_value());
    store = *std::move(opened);
  }
  void reopen() {
    store.reset();
    open();
  }

  // One commit without a writer.
  Result<store::v1::Record> commit(const std::function<Status(Transaction&)>& change) {
    const auto snapshot = store->snapshot();
    Overlay group(*snapshot);
    Transaction txn(group, snapshot->seq() + 1, clock.now_ms(), test_id(++seeds_));
    CHECKED(change(txn));
    Overlay staged = std::move(txn).take();
    CHECKED(check_staged(staged));
    group.merge(std::move(staged));
    TRY(auto record, seal(group, store->head(), Id::make(clock.now_ms()), clock.now_ms()));
    CHECKED(store->apply(record, record.SerializeAsString(), false));
    return record;
  }

  TempFolder folder;
  SimulatedClock clock{kTestStartMs};
  std::unique_ptr<Store> store;

 private:
  std::uint64_t seeds_ = 5'000'000;
};

// A command without a name of its own unless `client_id` gives one.
inline Work work_of(std::function<Result<std::string>(Transaction&)> run,
                    std::string client_id = {}, std::string request_hash = "hash") {
  Work work;
  work.person = test_id(1);
  work.client_id = std::move(client_id);
  work.request_hash = std::move(request_hash);
  work.time_ms = kTestStartMs;
  work.seed = Id::make(kTestStartMs);
  work.run = std::move(run);
  work.done = [](Result<Done>) {};
  return work;
}

// Submits, and hands out the answer to come.
inline std::future<Result<Done>> submit(Writer& writer, Work work) {
  auto promise = std::make_shared<std::promise<Result<Done>>>();
  work.done = [promise](Result<Done> done) { promise->set_value(std::move(done)); };
  auto answer = promise->get_future();
  if (const Status taken = writer.submit(std::move(work)); !taken) {
    promise->set_value(std::unexpected(taken.error()));
  }
  return answer;
}

inline Result<Done> run(Writer& writer, Work work) { return submit(writer, std::move(work)).get(); }

// Every row of a table, in order.
inline std::vector<std::pair<std::string, std::string>> rows_of(const Store& store, Table table) {
  std::vector<std::pair<std::string, std::string>> rows;
  FIKA_CHECK(store.snapshot()
                 ->scan(table, {},
                        [&](std::string_view key, std::string_view value) {
                          rows.emplace_back(key, value);
                          return true;
                        })
                 .has_value());
  return rows;
}

}  // namespace fika::storage
