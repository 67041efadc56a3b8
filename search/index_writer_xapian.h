// SPDX-License-Identifier: GPL-3.0-or-later
// The one who writes a database of the index: what an entity makes now takes the place of what it
// made before, of which stays what is the same, and what waits in memory is bounded. A document
// that cannot be made is left out, with a line in the log: nobody's words end search for all. May
// throw what Xapian throws: callers stand behind guard().
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>
#include <xapian.h>

#include "search/document_terms_xapian.h"
#include "storage/tailer.h"

namespace fika::search {

enum class Purpose {
  kServed,  // each commit is on the disk when it returns
  kMaking,  // nobody asks it before it is whole: quick, and lost if this breaks off
};

// One thread.
class IndexWriter {
 public:
  // `analyser` outlives it.
  IndexWriter(const std::filesystem::path& folder, Purpose purpose, const Analyser& analyser);

  // In place of all that the entity made before.
  void replace(const EntityName& maker, const std::vector<Document>& documents);
  // As replace(), for an entity that made none yet.
  void add(const EntityName& maker, const std::vector<Document>& documents);
  // Entities whose documents are under this root.
  std::vector<EntityName> makers_of(const Id& root) const;

  void write_version();
  // The documents and the cursor in one step.
  void commit(const storage::TailerCursor& cursor);

  std::uint64_t size() const { return database_.get_doccount(); }
  // Documents deleted since the database was last compacted.
  std::uint64_t deleted() const { return deleted_; }

 private:
  // Nothing, after a line in the log, if it cannot be stored. Touches no database.
  std::optional<Xapian::Document> made(const Document& document, const EntityName& maker,
                                       const std::string& content);
  void weigh(Xapian::docid number, double authority);
  // What is told by its size is written before it grows: with the cursor of the last commit, so
  // that after a crash the same lines come again.
  void note_size(const Document& document);

  Xapian::WritableDatabase database_;
  const Analyser& analyser_;
  TermMaker terms_;
  std::uint64_t deleted_ = 0;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace fika::search
