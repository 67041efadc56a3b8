// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for whatever an importer has read: the server would take it.
#pragma once

#include "clients/cli/importing/archive.h"

namespace fika::fuzz {

// FIKA_CHECKs that texts are well-formed and within limits and that every id names something of the
// archive.
void check_archive(const cli::importing::Archive& archive);

}  // namespace fika::fuzz
