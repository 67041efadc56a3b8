// SPDX-License-Identifier: GPL-3.0-or-later
// The words of an uploaded file, read before it is kept; in the pool.
#pragma once

#include <fika/store/v1/files.pb.h>

#include "base/result.h"
#include "storage/blobs.h"

namespace fika::domain {

// Sets `text`. A file that says nothing, or that cannot be read here, is one without words; so is
// one that comes while others are being read: what people send is kept first of all, and is found
// by its name. Its words are not read later; whoever wants them found sends it again.
Status prepare_words(const storage::BlobReader& content, store::v1::PreparedFile& prepared);

}  // namespace fika::domain
