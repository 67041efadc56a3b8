// SPDX-License-Identifier: GPL-3.0-or-later
// Which words that found nothing may be told of: those that name nobody.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "storage/reader.h"

namespace fika::domain {

// Folded, with one blank between each two.
std::string words_as_kept(std::string_view text);

// An address, or as many digits as numbers of people have, whatever but letters stands between
// them.
bool looks_personal(std::string_view words);

// Whether one of the words is one of anybody's name here, former colleagues and those who were
// deactivated too. It reads all people.
Result<bool> names_somebody(const storage::Reader& reader, const Id& organisation,
                            std::string_view words);

// Whether one of the words is one of this name.
bool holds_name(std::string_view words, std::string_view name);

}  // namespace fika::domain
