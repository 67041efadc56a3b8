// SPDX-License-Identifier: GPL-3.0-or-later
// What Fika can do: one row a capability. A new one is a new folder and one line in registry.cc.
#pragma once

#include <vector>

#include "server/domain/method.h"

namespace fika::domain {

// In the order in which a snapshot carries them. Made once.
const std::vector<Capability>& registry();

}  // namespace fika::domain
