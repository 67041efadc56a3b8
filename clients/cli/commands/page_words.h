// SPDX-License-Identifier: GPL-3.0-or-later
// The words of `fika page` on the command line. command_line.cc hands in how it adds a command, and
// keeps the options for as long as the words are read.
#pragma once

#include <functional>

#include "clients/cli/commands/pages.h"

namespace CLI {
class App;
}

namespace fika::cli {

using PageAct = Outcome<void> (*)(Session&, const PageOptions&);
using AddPageCommand = std::function<CLI::App*(const char* name, const char* about,
                                               const char* examples, PageAct act)>;
void add_page_words(PageOptions& options, const AddPageCommand& add);

}  // namespace fika::cli
