// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/due.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/clock.h"
#include "storage/staging.h"

namespace fika::storage {
namespace {

std::int64_t time_in(std::string_view due_key) {
  return static_cast<std::int64_t>(KeyReader(due_key).u64());
}

}  // namespace

void DueWatch::note(const store::v1::Record& record) {
  for (const store::v1::Op& op : record.ops()) {
    if (op.table() != static_cast<std::uint32_t>(Table::kDue) || op.erase()) continue;
    earliest_ms_ = std::min(earliest_ms_, time_in(op.key()));
  }
}

Result<std::vector<Due>> DueWatch::due(const Reader& reader, std::int64_t now_ms,
                                       std::size_t count_max) {
  std::vector<Due> all;
  std::int64_t earliest_ms = std::numeric_limits<std::int64_t>::max();
  const Range range{.prefix = {},
                    .bound = KeyWriter().u64(static_cast<std::uint64_t>(earliest_ms_)).take()};
  CHECKED(reader.scan(Table::kDue, range, [&](std::string_view key, std::string_view value) {
    const std::int64_t time_ms = time_in(key);
    earliest_ms = std::min(earliest_ms, time_ms);
    if (time_ms > now_ms) return false;
    Due& due = all.emplace_back(Due{.key = std::string(key), .command = {}});
    if (!due.command.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
      due.command.set_name("(unreadable)");
    }
    return all.size() < count_max;
  }));
  earliest_ms_ = earliest_ms;
  return all;
}

bool run_due_command(const Due& due, const DueHandlers& handlers, std::uint64_t seq,
                     std::int64_t time_ms, Overlay& group) {
  const Id seed = Id::from_bytes(std::string_view(due.key).substr(8));
  const auto handler = handlers.find(due.command.name());
  if (handler == handlers.end()) {
    spdlog::error("due command '{}' is unknown and dropped", due.command.name());
  } else {
    Transaction txn(group, seq, time_ms, seed);
    Status done = handler->second(txn, due.command.payload());
    Overlay staged = std::move(txn).take();
    if (done) done = check_staged(staged);
    if (done && !has_room(group, staged)) return false;
    if (done) {
      group.merge(std::move(staged));
    } else if (code_info(done.error().code).is_server_fault) {
      // The disk's fault, not the command's: once more, later.
      spdlog::error("due command '{}' failed and waits a minute: {}", due.command.name(),
                    done.error().detail);
      group.put(Table::kDue,
                KeyWriter().u64(static_cast<std::uint64_t>(time_ms + kMinuteMs)).id(seed).take(),
                due.command.SerializeAsString());
    } else {
      spdlog::error("due command '{}' failed and is dropped: {}", due.command.name(),
                    done.error().detail);
    }
  }
  group.erase(Table::kDue, due.key);
  return true;
}

}  // namespace fika::storage
