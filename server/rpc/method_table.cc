// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/method_table.h"

#include "base/check.h"

namespace fika::rpc {

MethodTable::MethodTable(const std::vector<domain::Capability>& capabilities) {
  for (const domain::Capability& capability : capabilities) {
    for (const domain::Method& method : capability.methods) {
      const std::string name = std::string(capability.service) + "/" + std::string(method.name);
      const bool is_fresh = methods_.emplace(name, &method).second;
      FIKA_CHECK(is_fresh);
    }
  }
}

const domain::Method* MethodTable::find(std::string_view full_name) const {
  const auto found = methods_.find(full_name);
  return found == methods_.end() ? nullptr : found->second;
}

}  // namespace fika::rpc
