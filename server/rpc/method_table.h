// SPDX-License-Identifier: GPL-3.0-or-later
// The one table: a method's full name, such as fika.v1.ThreadService/StartThread, to its row.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/domain/method.h"

namespace fika::rpc {

class MethodTable {
 public:
  // The capabilities outlive the table. FIKA_CHECKs that no name comes twice.
  explicit MethodTable(const std::vector<domain::Capability>& capabilities);

  const domain::Method* find(std::string_view full_name) const;  // null if there is none
  std::size_t size() const { return methods_.size(); }

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>{}(name);
    }
  };
  std::unordered_map<std::string, const domain::Method*, Hash, std::equal_to<>> methods_;
};

}  // namespace fika::rpc
