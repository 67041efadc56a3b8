// SPDX-License-Identifier: GPL-3.0-or-later
// A wiki page as one HTML document that needs no script: for a first reading, slow phones, print
// and link previews. Inside #app, so that the web app takes its place once it has loaded. No I/O.
#pragma once

#include <string>

#include "server/app/page_frame.h"
#include "server/app/page_sheet.h"
#include "server/app/reading_words.h"

namespace fika::app {

std::string page_html(const PageSheet& sheet, const ReadingWords& words, const AppParts& app);

}  // namespace fika::app
