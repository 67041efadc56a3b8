// SPDX-License-Identifier: GPL-3.0-or-later
// What the documents that the server writes itself have in common: head, styles, and the web app
// that takes the place of what stands in #app once it has loaded. No I/O.
#pragma once

#include <string>
#include <string_view>

#include "server/app/reading_words.h"
#include "server/render/sheet.h"

namespace fika::app {

// What of the web app's own index.html brings the app itself up; empty without a web app.
struct AppParts {
  std::string head;   // icons and manifest
  std::string start;  // style sheets and scripts
};
const AppParts& app_parts();

// Up to within the head.
void begin_document(render::Sheet& to, const ReadingWords& words, std::string_view title,
                    std::string_view organisation);
void begin_body(render::Sheet& to, const AppParts& app);
void end_document(render::Sheet& to, const AppParts& app);

// `value` and `text` escaped, between what is written as it is.
void put_attribute(render::Sheet& to, std::string_view before, std::string_view value,
                   std::string_view after);
void put_text(render::Sheet& to, std::string_view before, std::string_view text,
              std::string_view after);
void put_link(render::Sheet& to, std::string_view path, std::string_view text);

// A document that says one thing; `path` and `link` lead on from there.
struct Notice {
  std::string_view title, text, path, link;
};
std::string notice_html(const Notice& notice, const ReadingWords& words, const AppParts& app);

}  // namespace fika::app
