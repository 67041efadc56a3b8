// SPDX-License-Identifier: GPL-3.0-or-later
// The tailer that fills the index. A change line names an entity; what it and those that depend on
// it make now replaces what they made before, once a batch. Anything that cannot go on from where
// the index stands makes it anew beside the one that is asked meanwhile: another version, a damaged
// database, another lineage of the store, lines that are gone.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/analysis.h"
#include "search/databases_xapian.h"
#include "search/document_row.h"
#include "search/generations.h"
#include "search/index_writer_xapian.h"
#include "storage/tailer.h"

namespace fika::search {

class Indexer final : public storage::Tailer {
 public:
  // `databases` and `analyser` outlive it. Serves what is there, if it is of this version.
  // `deleted_max` as in IndexOptions.
  Indexer(Generations generations, std::vector<DocumentRow> rows, const Analyser& analyser,
          Databases& databases, std::uint64_t deleted_max);

  std::string_view name() const override { return "search"; }
  Result<storage::TailerCursor> cursor() override;
  Status consume(std::span<const storage::LogLine> lines, const storage::Reader& reader,
                 const storage::TailerCursor& upto) override;
  Status reset(const storage::Reader& reader, const storage::TailerCursor& upto) override;

  bool is_lost() const override { return databases_.is_damaged(); }
  void abandon() override { is_abandoned_ = true; }

  // A copy without what was deleted takes the index's place, and the old files go. Any thread; what
  // is to be taken in meanwhile waits.
  Status compact();
  std::uint64_t size() const { return size_; }

 private:
  class Batch;
  using Rows = std::unordered_map<std::uint32_t, DocumentRow>;

  void serve_what_is_there();
  Status take_in(std::span<const storage::LogLine> lines, const storage::Reader& reader,
                 const storage::TailerCursor& upto);
  Status make_anew(const storage::Reader& reader, const storage::TailerCursor& upto);
  Status make_loose(const std::filesystem::path& loose, const storage::Reader& reader,
                    const storage::TailerCursor& upto);
  // What all entities make now.
  Status add_all(IndexWriter& writer, const storage::Reader& reader);
  // When enough was deleted. Without it the index is as good, only larger.
  Status pack_if_due();
  // A copy of it without gaps and deleted text becomes the current generation; what was begun for
  // that is gone if it fails.
  Status pack(const std::filesystem::path& loose);
  Status pack_and_adopt(const std::filesystem::path& loose);
  // Sets writer_.
  Status open_writer();
  Result<std::vector<Document>> documents_of(const EntityName& name, std::string_view body,
                                             const storage::Reader& reader) const;
  Result<std::vector<Document>> documents_of(const EntityName& name,
                                             const storage::Reader& reader) const;

  std::mutex mutex_;  // between the tailer's thread and whoever compacts
  Generations generations_;
  const Rows rows_;
  const Analyser& analyser_;
  Databases& databases_;
  const std::uint64_t deleted_max_;
  std::uint64_t pack_failed_at_ = 0;     // so many were deleted then
  std::unique_ptr<IndexWriter> writer_;  // of the current generation; not set: to be opened
  bool is_looked_at_ = true;             // what was there when this began
  bool is_whole_ = false;                // the current generation can be gone on with
  std::atomic<bool> is_abandoned_ = false;
  std::atomic<std::uint64_t> size_ = 0;
};

}  // namespace fika::search
