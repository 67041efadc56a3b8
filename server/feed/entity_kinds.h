// SPDX-License-Identifier: GPL-3.0-or-later
// What EntityOptions say of a kind by its number, found by reflection over the compiled-in protos.
#pragma once

#include <cstdint>
#include <map>

namespace google::protobuf {
class Descriptor;
}

namespace fika::feed {

// Every entity of the API, by kind.
const std::map<std::uint32_t, const google::protobuf::Descriptor*>& entity_kinds();
bool is_on_demand(std::uint32_t kind);

}  // namespace fika::feed
