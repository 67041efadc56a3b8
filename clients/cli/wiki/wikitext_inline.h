// SPDX-License-Identifier: GPL-3.0-or-later
// What stands within a line of wikitext: emphasis, links, pictures; see wikitext.h.
#pragma once

#include <string>
#include <string_view>

#include "clients/cli/wiki/wikitext.h"

namespace fika::cli::wiki {

class InlineText {
 public:
  // Both outlive it.
  InlineText(const WikiNames& names, Converted& converted) : names_(names), converted_(converted) {}

  std::string markdown(std::string_view wikitext) { return turned(wikitext, 0); }

 private:
  std::string turned(std::string_view text, int depth);
  std::string inner_link(std::string_view content, std::string_view trail, int depth);
  std::string picture(std::string_view name, std::string_view rest, int depth);
  std::string outer_link(std::string_view content, int depth);

  const WikiNames& names_;
  Converted& converted_;
};

// Plain text as Markdown that shows it as it is.
std::string escaped(std::string_view text);

}  // namespace fika::cli::wiki
