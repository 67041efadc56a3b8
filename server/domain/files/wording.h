// SPDX-License-Identifier: GPL-3.0-or-later
// The words of an uploaded file, read before it is kept; in the pool.
#pragma once

#include <fika/store/v1/files.pb.h>

#include "base/result.h"
#include "storage/blobs.h"

namespace fika::domain {

// Sets `text`. A file that says nothing, or that cannot be read here, is one without words.
// kUnavailable when other files are being read: try again.
Status prepare_words(const storage::BlobReader& content, store::v1::PreparedFile& prepared);

}  // namespace fika::domain
