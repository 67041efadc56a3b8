// SPDX-License-Identifier: GPL-3.0-or-later
// What search finds of pages: each section by itself, under the id of its heading. What was thrown
// away is not found; a page below such a one still has its documents, and whoever answers a search
// leaves it out (is_in_trash).
#pragma once

#include <vector>

#include "search/document_row.h"

namespace fika::domain {

// Pages begun from the template of this name are lessons learned.
inline constexpr std::string_view kLessonTemplate = "lesson-learned";

std::vector<search::DocumentRow> page_documents();

}  // namespace fika::domain
