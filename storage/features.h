// SPDX-License-Identifier: GPL-3.0-or-later
// The named features of a data folder. A folder lists those its rows use; a program that does not
// know one of them refuses to open it, with a sentence, instead of misreading it.
#pragma once

#include <fika/store/v1/storage.pb.h>
#include <string>
#include <vector>

#include "base/result.h"

namespace fika::storage {

// What a folder made by this program uses, in the order they came.
const std::vector<std::string>& known_features();

// kState naming the unknown feature.
Status check_features(const store::v1::Folder& folder);
// From now on this program writes the folder, with all it knows. True if that added a feature.
bool add_features(store::v1::Folder& folder);

}  // namespace fika::storage
