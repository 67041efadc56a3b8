// SPDX-License-Identifier: GPL-3.0-or-later
// A wiki page as one HTML document that needs no script: for a first reading, slow phones, print
// and link previews. Inside #app, so that the web app takes its place once it has loaded. No I/O.
#pragma once

#include <string>

#include "server/app/page_sheet.h"
#include "server/app/reading_words.h"

namespace fika::app {

// What of the web app's own index.html brings the app itself up; empty without a web app.
struct AppParts {
  std::string head;   // icons and manifest
  std::string start;  // style sheets and scripts
};
const AppParts& app_parts();

std::string page_html(const PageSheet& sheet, const ReadingWords& words, const AppParts& app);

// A document that says one thing; `path` and `link` lead on from there.
struct Notice {
  std::string_view title, text, path, link;
};
std::string notice_html(const Notice& notice, const ReadingWords& words, const AppParts& app);

}  // namespace fika::app
