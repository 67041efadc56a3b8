// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/features.h"

#include <algorithm>

namespace fika::storage {

const std::vector<std::string>& known_features() {
  static const std::vector<std::string> features = {
      "entities-1",      "change-log-1", "header-chain-1", "blobs-1",
      "scope-aliases-1", "pages-1",      "files-1"};
  return features;
}

bool add_features(store::v1::Folder& folder) {
  bool has_added = false;
  for (const std::string& feature : known_features()) {
    if (std::ranges::find(folder.features(), feature) != folder.features().end()) continue;
    folder.add_features(feature);
    has_added = true;
  }
  return has_added;
}

Status check_features(const store::v1::Folder& folder) {
  for (const std::string& feature : folder.features()) {
    if (std::ranges::find(known_features(), feature) == known_features().end()) {
      return fail(
          Code::kState,
          "The data folder uses '{}', which this version of Fika does not know. Use a newer "
          "version, or restore a backup made by this one.",
          feature);
    }
  }
  return {};
}

}  // namespace fika::storage
