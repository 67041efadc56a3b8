// SPDX-License-Identifier: GPL-3.0-or-later
// A file that stands in a page where a picture would: what with_links() puts there.
#pragma once

#include <string>
#include <string_view>

#include "server/render/page.h"

namespace fika::render {

struct FilePlace {
  std::string_view id;
  // <img src="..." title="..." loading="lazy" alt="...">, the title perhaps not there.
  std::string_view written;
  bool is_in_link = false;  // which takes pictures and words
};
std::string file_html(const FilePlace& place, const ShownFile& file);

}  // namespace fika::render
