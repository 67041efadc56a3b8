// SPDX-License-Identifier: GPL-3.0-or-later
// What search finds of people: name, pronouns, unit and site, for members of the organisation. Who
// was deactivated or has no account is not found by name.
#pragma once

#include <vector>

#include "search/document_row.h"

namespace fika::domain {

std::vector<search::DocumentRow> person_documents();

}  // namespace fika::domain
