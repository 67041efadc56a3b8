// SPDX-License-Identifier: GPL-3.0-or-later
// Texts in one of Unicode's normal forms, by ICU. Ask composed.h or compatible.h for one: this is
// what both stand on.
#pragma once

#include <string>
#include <string_view>

#include <unicode/normalizer2.h>

namespace fika {

// `text` is well-formed UTF-8. `form` is one of those that ICU always has, such as
// &icu::Normalizer2::getNFCInstance.
std::string in_normal_form(std::string_view text,
                           const icu::Normalizer2* (*form)(UErrorCode& error));

}  // namespace fika
