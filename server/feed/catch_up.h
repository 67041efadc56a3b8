// SPDX-License-Identifier: GPL-3.0-or-later
// What a client that says Hello is told: everything since its cursor, or what is cheaper and as
// true. Pure: rows in, one frame out. Always the present state and the present visibility, never a
// history.
#pragma once

#include <cstdint>
#include <fika/v1/sync.pb.h>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/domain/method.h"
#include "storage/keys.h"

namespace fika::feed {

struct CatchUpLimits {
  std::size_t lines_max = 2'000;      // of an exact answer
  std::size_t bytes_max = 256 << 10;  // of an exact answer
  std::size_t partial_bytes_max = 1 << 20;
  std::size_t scan_lines_max = 20'000;  // beyond, a bootstrap is cheaper than reading the log
};

// The lineage and floor of the log as the store has them.
struct LogBounds {
  std::string epoch;
  std::uint64_t floor = 1;
};

// Resumed, Partial or Bootstrap for the actor, as of the reader's commit.
Result<v1::ServerFrame> catch_up(const domain::Query& query, const LogBounds& bounds,
                                 const v1::Hello& hello, const CatchUpLimits& limits = {});

// What a bootstrap carries of these scopes, with the people needed to draw it.
Status add_snapshots(const domain::Query& query, const std::vector<storage::Scope>& scopes,
                     google::protobuf::RepeatedPtrField<v1::Snapshot>& out);

}  // namespace fika::feed
