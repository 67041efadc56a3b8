// SPDX-License-Identifier: GPL-3.0-or-later
// The tenant: its name and what it has switched off. Every member reads it, guests learn its name
// alone, administrators change it. It is made once, by `fika-server init` (organisation_setup.h).
#pragma once

#include <cstddef>

#include "server/domain/method.h"

namespace fika::domain {

inline constexpr std::size_t kOrganisationNameSizeMax = 80;  // code points

Capability organisation();

}  // namespace fika::domain
