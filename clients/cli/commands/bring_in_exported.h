// SPDX-License-Identifier: GPL-3.0-or-later
// `fika import markdown` of what `fika export` wrote: pages with their histories, files and
// people's names. Everything is read once before anything is sent.
#pragma once

#include "clients/cli/commands/bring_in_wiki.h"
#include "clients/cli/wiki/exported_wiki.h"

namespace fika::cli {

// Without a session nothing is looked up, and nothing comes into being.
Outcome<void> bring_in_exported(const Settings& settings, Session* session,
                                importing::Source& source, wiki::ExportedWiki& exported,
                                const WikiImportOptions& options);

}  // namespace fika::cli
