// SPDX-License-Identifier: GPL-3.0-or-later
// All aliases at once, for who holds many scopes; for those of one scope use reader.h.
#pragma once

#include <functional>

#include "base/result.h"
#include "storage/reader.h"

namespace fika::storage {

// Each alias with the scope that it stands for; false ends.
Status for_every_alias(const Reader& reader,
                       const std::function<bool(const Scope& alias, const Scope& scope)>& visit);

}  // namespace fika::storage
