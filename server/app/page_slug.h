// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of wiki pages: /p/ID, with the title's words behind it for whoever reads the
// address. The words decorate: the id alone says which page it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"

namespace fika::app {

// Percent-encoded; empty for a title without a letter or digit. Never a word of kPageViews.
std::string slug_of(std::string_view title);
// /p/ID/slug, or /p/ID.
std::string page_path(std::string_view id, std::string_view title);

struct PageAddress {
  std::string_view id;
  std::string_view slug;  // percent-encoded as it came
};
// Nothing when the path is not that of a page as it is read: other places, and the web app's own
// views of a page such as /p/ID/edit.
std::optional<PageAddress> page_address(std::string_view path);

}  // namespace fika::app
