// SPDX-License-Identifier: GPL-3.0-or-later
// The due table: commands that wait for their time. Transaction::schedule writes them; the writer runs
// each once, in the commit that takes it out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include <fika/store/v1/storage.pb.h>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::storage {

struct Due {
  std::string key;
  store::v1::DueCommand command;
};
// The earliest command whose time has come; nothing if none has.
Result<std::optional<Due>> next_due(const Reader& reader, std::int64_t now_ms);

// Stages the command's effect and its removal. One that fails, or that nobody knows, is logged and
// removed all the same: it must not stand in the way of the others.
void run_due_command(
    const Due& due,
    const std::map<std::string, std::function<Status(Transaction&, std::string_view)>, std::less<>>&
        handlers,
    std::uint64_t seq, std::int64_t time_ms, Overlay& group);

}  // namespace fika::storage
