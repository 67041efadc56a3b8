// SPDX-License-Identifier: GPL-3.0-or-later
// Colours for code: comments, strings, numbers, keywords and a few more, told apart by rules that a
// family of languages shares. It is meant to help the eye, and may err. Linear.
#pragma once

#include <optional>
#include <string_view>

#include "server/render/sheet.h"

namespace fika::render {

enum class Family { kC, kScript, kShell, kSql, kMarkup, kData, kStyle, kDiff };

// Of a language as fences name it, such as "c++" or "yaml". Nothing when it is not known here.
std::optional<Family> family_of(std::string_view language);

void put_highlighted(std::string_view code, Family family, Sheet& sheet);

}  // namespace fika::render
