// SPDX-License-Identifier: GPL-3.0-or-later
// Text as HTML. Everything the page shows of a proto goes through here once; nothing else writes
// text into the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika::doc {

// Safe in text and in a quoted attribute.
std::string escaped(std::string_view text);

// A comment of a proto as <p> elements: an empty line parts paragraphs, `code` becomes <code>.
std::string paragraphs(std::string_view comment);

// <a href="#ID">, for a heading of this page. Ids are full names of the protos.
std::string link(std::string_view id, std::string_view text);

// Targets of links within the page that no element has as its id, and ids that stand there twice.
std::vector<std::string> broken_links(std::string_view page);

}  // namespace fika::doc
