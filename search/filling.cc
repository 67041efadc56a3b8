// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/filling.h"

#include <utility>

#include "search/analysis.h"
#include "search/generations.h"
#include "search/guard.h"
#include "search/index_writer_xapian.h"

namespace fika::search {

Status fill_index(const IndexOptions& options,
                  const std::function<bool(Document& document)>& next) {
  TRY(Generations generations, Generations::open(options.folder));
  TRY(const std::filesystem::path folder, generations.begin());
  const Analyser analyser(options.swedish_words);
  CHECKED(guard([&] {
    IndexWriter writer(folder, Purpose::kMaking, analyser);
    writer.write_version();
    for (Document document; next(document); document = {}) {
      std::string key(document.id.bytes());
      key += document.anchor;
      const EntityName maker{.kind = 0, .root = document.root, .key = std::move(key)};
      writer.add(maker, {document});
    }
    writer.commit({});
  }));
  TRY(const std::filesystem::path packed, generations.begin());
  CHECKED(guard([&] {
    Xapian::Database(folder.string()).compact(packed.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  }));
  return generations.adopt(packed);
}

}  // namespace fika::search
