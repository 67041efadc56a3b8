// SPDX-License-Identifier: GPL-3.0-or-later
// One spelling for what looks the same: an å typed as one character and an å put together of two
// are the same å (Unicode's normal form C). For texts that are looked up, such as titles and tags.
#pragma once

#include <string>
#include <string_view>

namespace fika {

// `text` is well-formed UTF-8. Most texts are composed already; telling so is one look at each
// byte.
std::string composed(std::string_view text);

}  // namespace fika
