// SPDX-License-Identifier: GPL-3.0-or-later
// What search finds of communities: name, purpose, theme and rhythm. Those that are listed are
// found by every member of the organisation and by guests who are in them, private ones by those in
// them. One that was merged into another is not found.
#pragma once

#include <vector>

#include "search/document_row.h"

namespace fika::domain {

std::vector<search::DocumentRow> community_documents();

}  // namespace fika::domain
