// SPDX-License-Identifier: GPL-3.0-or-later
// The due table: commands that wait for their time. Transaction::schedule writes them; the writer
// runs each once, in the commit that takes it out.
#pragma once

#include <cstdint>
#include <fika/store/v1/storage.pb.h>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::storage {

using DueHandler = std::function<Status(Transaction& txn, std::string_view payload)>;
using DueHandlers = std::map<std::string, DueHandler, std::less<>>;

struct Due {
  std::string key;
  store::v1::DueCommand command;
};

// Remembers the earliest time at which anything can be due: in between, looking costs nothing. A
// scan from the table's start would wade through all that was taken out before. Writer thread.
class DueWatch {
 public:
  bool is_time(std::int64_t now_ms) const { return earliest_ms_ <= now_ms; }
  // Sees what a commit has scheduled, own or another node's.
  void note(const store::v1::Record& record);
  // The commands whose time has come, the earliest first, at most `count_max`.
  Result<std::vector<Due>> due(const Reader& reader, std::int64_t now_ms, std::size_t count_max);

 private:
  std::int64_t earliest_ms_ = 0;
};

// Stages the command's effect and its removal. One that fails, that does too much, or that nobody
// knows is logged and removed all the same: it must not stand in the way of the others. False when
// the group has no room for it any more; then nothing is staged.
bool run_due_command(const Due& due, const DueHandlers& handlers, std::uint64_t seq,
                     std::int64_t time_ms, Overlay& group);

}  // namespace fika::storage
