// SPDX-License-Identifier: GPL-3.0-or-later
// Colours for code: comments, strings, numbers, keywords and a few more, told apart by rules that a
// family of languages shares. It is meant to help the eye, and may err. Linear.
#pragma once

#include <string_view>

#include "server/render/languages.h"
#include "server/render/sheet.h"

namespace fika::render {

void put_highlighted(std::string_view code, Family family, Sheet& sheet);

}  // namespace fika::render
