// SPDX-License-Identifier: GPL-3.0-or-later
// Erasures that administrators have asked for and that are not finished: a row each, from the
// command that shuts the person out until the bytes have left the disk. Whoever runs the server
// (server/app/eraser.h) works them off; after a restart it finds the rows again.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "server/domain/method.h"
#include "storage/index.h"
#include "storage/writer.h"

namespace fika::domain {

inline constexpr std::size_t kErasuresMax = 100;  // under way at a time

// person:16 -> asked_at_ms:u64
inline constexpr storage::IndexTable kErasures{.number = 130, .name = "erasures"};

Capability erasure();

// At most kErasuresMax, in the order of their ids.
Result<std::vector<Id>> erasures_asked(const storage::Reader& reader);
Result<bool> is_erasure_asked(const storage::Reader& reader, const Id& person);
// The bytes are gone: the row goes too. Through a writer that has been started.
Status finish_erasure(storage::Writer& writer, const Clock& clock, const Id& person);

}  // namespace fika::domain
