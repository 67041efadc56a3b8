// SPDX-License-Identifier: GPL-3.0-or-later
// Templates of wikitext, of which only the words are known; see wikitext.h.
#pragma once

#include <string>
#include <string_view>

#include "clients/cli/wiki/wikitext.h"
#include "clients/cli/wiki/wikitext_kept.h"

namespace fika::cli::wiki {

// The text with each template as wikitext or as a piece that is kept.
std::string without_templates(std::string_view wikitext, const WikiNames& names, KeptPieces& kept,
                              Converted& converted);

}  // namespace fika::cli::wiki
