// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a save: as it came, or brought together with what was saved since its base.
#pragma once

#include <fika/store/v1/pages.pb.h>
#include <string>

#include "server/domain/pages/pages.h"

namespace fika::domain {

// A conflict's texts together; longer ones the client fetches one by one.
inline constexpr std::size_t kConflictBytesMax = 512 * 1024;

// With compressed text, with a conflict, or with neither when `yours` changes nothing. In the pool.
Result<store::v1::PreparedText> text_for_save(const storage::Reader& reader, const Id& page,
                                              std::uint64_t base, std::uint64_t head,
                                              const std::string& yours);

}  // namespace fika::domain
