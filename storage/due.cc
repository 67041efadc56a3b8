// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/due.h"

#include <spdlog/spdlog.h>

namespace fika::storage {

Result<std::optional<Due>> next_due(const Reader& reader, std::int64_t now_ms) {
  std::optional<Due> due;
  CHECKED(reader.scan(Table::kDue, {}, [&](std::string_view key, std::string_view value) {
    if (KeyReader(key).u64() > static_cast<std::uint64_t>(now_ms)) return false;
    due.emplace().key = key;
    if (!due->command.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
      due->command.set_name("(unreadable)");
    }
    return false;
  }));
  return due;
}

void run_due_command(
    const Due& due,
    const std::map<std::string, std::function<Status(Transaction&, std::string_view)>, std::less<>>&
        handlers,
    std::uint64_t seq, std::int64_t time_ms, Overlay& group) {
  KeyReader key(due.key);
  key.u64();
  const Id seed = key.id();
  const auto handler = handlers.find(due.command.name());
  if (handler == handlers.end()) {
    spdlog::error("due command '{}' is unknown and dropped", due.command.name());
  } else {
    Transaction txn(group, seq, time_ms, seed);
    if (const Status done = handler->second(txn, due.command.payload())) {
      group.merge(std::move(txn).take());
    } else {
      spdlog::error("due command '{}' failed and is dropped: {}", due.command.name(),
                    done.error().detail);
    }
  }
  group.erase(Table::kDue, due.key);
}

}  // namespace fika::storage
