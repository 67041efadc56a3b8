// SPDX-License-Identifier: GPL-3.0-or-later
// A page's text on its way into the store and out of it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::domain {

// The form that is stored: LF, one at the end unless there is no text at all, no byte order mark.
// kInvalid with a sentence when it is no text or longer than kPageBytesMax.
Result<std::string> checked_page_text(std::string_view text);

// One zstd frame; some ms for a long text: not for the writer thread.
Result<std::string> compressed(std::string_view text);
// kDataLoss when the bytes are none of compressed().
Result<std::string> decompressed(std::string_view bytes);

std::string hash_of_text(std::string_view text);  // BLAKE2b-256

}  // namespace fika::domain
