// SPDX-License-Identifier: GPL-3.0-or-later
// Files as search finds them: by their names and words, under what holds them.
#pragma once

#include <fika/v1/files.pb.h>
#include <vector>

#include "search/document.h"
#include "storage/reader.h"

namespace fika::domain {

// Adds what `holder`, a message or page, makes of the files that it holds and names. A long text
// comes in parts. A holder is built anew whenever it changes, so it brings the words of its first
// files, 1.6 MB at most, and the names of the others. Indexer's thread.
Status add_file_documents(const storage::Reader& reader, const search::Document& holder,
                          const std::vector<v1::File>& files, std::vector<search::Document>& out);

}  // namespace fika::domain
