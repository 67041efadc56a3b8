// SPDX-License-Identifier: GPL-3.0-or-later
// Saved messages: what a person keeps for later, with a word to themselves. The rows are under the
// person's own root, so nobody else learns what somebody saved. Whoever sees a message may save it;
// a row says only that it was saved, and its message is shown as long as the person may see it,
// wherever it has moved to. A deleted one shows as gone until it is let go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/v1/saved.pb.h>

#include "server/domain/method.h"

namespace fika::domain {

inline constexpr std::size_t kSavedMax = 1000;
inline constexpr std::size_t kSavedNoteMax = 200;  // characters
inline constexpr std::uint32_t kSavedPageDefault = 50, kSavedPageMax = 200;
// A page ends early when it has grown to this; a frame holds 1 MiB.
inline constexpr std::size_t kSavedPageBytesMax = 512 * 1024;

Capability saved();

}  // namespace fika::domain
