// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of an uploaded picture before it is kept; in the pool.
#pragma once

#include <fika/store/v1/files.pb.h>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/blobs.h"

namespace fika::domain {

// Of a file that is a picture by its type: names the blobs that it is written anew into. One that
// cannot be read, here or at all, is a file like any other, and is never shown in place.
Status prepare_picture(const storage::Blobs& blobs, const storage::BlobReader& content,
                       store::v1::PreparedFile& prepared);

// The name with another ending, where it has one.
std::string ending_with(std::string_view name, std::string_view ending);

}  // namespace fika::domain
