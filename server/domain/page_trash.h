// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages have been thrown away. It stands beside visibility.h, which asks: a page in the trash
// is there for the members of its place alone.
#pragma once

#include <fika/v1/pages.pb.h>

#include "base/result.h"
#include "storage/reader.h"

namespace fika::domain {

inline constexpr int kPageDepthMax = 12;

// Whether it or a page above it has been thrown away; also once the one above is erased.
Result<bool> is_in_trash(const storage::Reader& reader, const v1::Page& page);

}  // namespace fika::domain
