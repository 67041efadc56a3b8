// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser makes of a document without what people wrote: its elements and their attributes
// by name, in their order. People's words may change none of it.
#pragma once

#include <string>
#include <string_view>

namespace fika::app {

inline std::string skeleton_of(std::string_view html) {
  std::string bones;
  while (true) {
    const std::size_t open = html.find('<');
    if (open == html.npos) return bones;
    html.remove_prefix(open);
    char quote = '\0';
    std::size_t at = 0;
    for (; at < html.size(); ++at) {
      const char c = html[at];
      if (quote == '\0' && c == '>') break;
      if (c == '"') quote = quote == '\0' ? '"' : '\0';
      if (quote == '\0' || c == '"') bones += c;
    }
    bones += '\n';
    html.remove_prefix(at);
  }
}

}  // namespace fika::app
