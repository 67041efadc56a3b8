// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/indexer_xapian.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <spdlog/spdlog.h>

#include "search/database_account_xapian.h"
#include "search/guard_filling_xapian.h"
#include "search/schema.h"
#include "storage/entities.h"

namespace fika::search {
namespace {

std::string stored_key(const EntityName& name) {
  return storage::entity_key(name.kind, name.root, {}, name.key);
}

// An entity that cannot be read is for verify to tell of; that the rest can be found goes before.
bool is_about_one_entity(const Error& error) {
  return error.code == Code::kDataLoss || error.code == Code::kInvalid ||
         error.code == Code::kNotFound;
}

// A disk that is full or fails may be well again: the tailer asks once more.
Status to_be_tried_again(Status status) {
  if (!status &&
      (status.error().code == Code::kAborted || status.error().code == Code::kInternal)) {
    status.error().code = Code::kUnavailable;
  }
  return status;
}

}  // namespace

Indexer::Indexer(Generations generations, std::vector<DocumentRow> rows, const Analyser& analyser,
                 Databases& databases, std::uint64_t deleted_max)
    : generations_(std::move(generations)),
      rows_([&] {
        Rows by_kind;
        for (DocumentRow& row : rows) by_kind.emplace(row.entity_kind, std::move(row));
        return by_kind;
      }()),
      analyser_(analyser),
      databases_(databases),
      deleted_max_(deleted_max) {
  serve_what_is_there();
}

void Indexer::serve_what_is_there() {
  if (!generations_.current()) return;
  struct Found {
    bool is_of_this_version = false, is_whole = false;
    std::uint64_t size = 0;
  };
  const auto found = guard([&] {
    const Xapian::Database database(generations_.current()->folder().string());
    const bool is_of_this_version = search::is_of_this_version(database);
    return Found{is_of_this_version,
                 is_of_this_version && is_of_these_words(database, analyser_.fingerprint()),
                 database.get_doccount()};
  });
  // What cannot be opened just now is looked at again before anything is made anew.
  is_looked_at_ = found || found.error().code != Code::kUnavailable;
  if (!is_looked_at_) return;
  if (!found) {
    spdlog::warn("The search index is damaged. It is made anew.");
  } else if (!found->is_of_this_version) {
    spdlog::info("The search index is of another version. It is made anew.");
  } else {
    if (!found->is_whole) spdlog::info("The word list is another one. The index is made anew.");
    is_whole_ = found->is_whole;
    size_ = found->size;
    databases_.serve(generations_.current());
  }
}

Status Indexer::open_writer() {
  if (writer_) return {};
  TRY(writer_, guard([&] {
        return std::make_unique<IndexWriter>(generations_.current()->folder(), Purpose::kServed,
                                             analyser_);
      }));
  return {};
}

Result<storage::TailerCursor> Indexer::cursor() {
  const std::lock_guard lock(mutex_);
  if (!is_looked_at_) serve_what_is_there();
  if (!is_looked_at_) {
    return fail(Code::kUnavailable,
                "The search index cannot be opened now. The line above says why.");
  }
  if (!is_whole_) return storage::TailerCursor{};
  auto cursor =
      guard([&] { return cursor_of(Xapian::Database(generations_.current()->folder().string())); });
  if (cursor) return cursor;
  if (cursor.error().code != Code::kDataLoss) return cursor;
  is_whole_ = false;
  return storage::TailerCursor{};
}

Status Indexer::consume(std::span<const storage::LogLine> lines, const storage::Reader& reader,
                        const storage::TailerCursor& upto) {
  const std::lock_guard lock(mutex_);
  Status done = fail(Code::kDataLoss, "There is no index to go on with.");
  if (is_whole_ && !databases_.is_damaged()) done = take_in(lines, reader, upto);
  // It may write as it closes, with the old cursor: the same lines come again.
  if (!done) writer_.reset();
  if (done || done.error().code != Code::kDataLoss) return to_be_tried_again(std::move(done));
  spdlog::warn("The search index is damaged. It is made anew.");
  return to_be_tried_again(make_anew(reader, upto));
}

Status Indexer::reset(const storage::Reader& reader, const storage::TailerCursor& upto) {
  const std::lock_guard lock(mutex_);
  return to_be_tried_again(make_anew(reader, upto));
}

// What a batch of lines comes to: each entity once.
class Indexer::Batch {
 public:
  Batch(const Indexer& indexer, const storage::Reader& reader)
      : indexer_(indexer), reader_(reader) {}

  void note_moved(const Id& root) { roots_.insert(root); }
  Status note_changed(EntityName name) {
    const auto row = indexer_.rows_.find(name.kind);
    if (row == indexer_.rows_.end()) return {};
    if (row->second.dependents) {
      std::vector<EntityName> dependents;
      if (const Status told = row->second.dependents(reader_, name, dependents); !told) {
        if (!is_about_one_entity(told.error())) return told;
        spdlog::error("search: {}", told.error().detail);
      }
      for (EntityName& dependent : dependents) note(std::move(dependent));
    }
    if (row->second.build) note(std::move(name));
    return {};
  }
  // Everything below the roots that moved is to be made anew.
  Status add_what_moved(const IndexWriter& writer) {
    for (const Id& root : roots_) {
      for (EntityName& maker : writer.makers_of(root)) note(std::move(maker));
      for (const auto& [kind, row] : indexer_.rows_) {
        if (!row.build) continue;
        const storage::Range range{.prefix = storage::entity_key(kind, root), .bound = {}};
        CHECKED(reader_.scan(storage::Table::kEntities, range,
                             [&](std::string_view key, std::string_view) {
                               note({kind, root, std::string(key.substr(range.prefix.size()))});
                               return true;
                             }));
      }
    }
    return {};
  }
  // In the order of their keys.
  const std::map<std::string, EntityName>& names() const { return names_; }

 private:
  void note(EntityName name) { names_.try_emplace(stored_key(name), std::move(name)); }

  const Indexer& indexer_;
  const storage::Reader& reader_;
  std::map<std::string, EntityName> names_;
  std::set<Id> roots_;
};

Status Indexer::take_in(std::span<const storage::LogLine> lines, const storage::Reader& reader,
                        const storage::TailerCursor& upto) {
  CHECKED(open_writer());
  Batch batch(*this, reader);
  for (const auto& [seq, line] : lines) {
    const Id root = Id::from_bytes(line.root());
    if (line.change() == store::v1::CHANGE_KIND_LEFT ||
        line.change() == store::v1::CHANGE_KIND_ENTERED) {
      batch.note_moved(root);
    } else {
      CHECKED(batch.note_changed({line.entity_kind(), root, line.key()}));
    }
  }
  CHECKED(guard_filling([&]() -> Status {
    CHECKED(batch.add_what_moved(*writer_));
    for (const auto& [key, name] : batch.names()) {
      TRY(const std::vector<Document> documents, documents_of(name, reader));
      writer_->replace(name, documents);
    }
    writer_->commit(upto);
    size_ = writer_->size();
    return {};
  }));
  return pack_if_due();
}

Result<std::vector<Document>> Indexer::documents_of(const EntityName& name,
                                                    const storage::Reader& reader) const {
  TRY(const auto row, reader.get(storage::Table::kEntities, stored_key(name)));
  if (!row) return std::vector<Document>{};
  return documents_of(name, storage::stored_entity(*row).body, reader);
}

Result<std::vector<Document>> Indexer::documents_of(const EntityName& name, std::string_view body,
                                                    const storage::Reader& reader) const {
  std::vector<Document> documents;
  const auto row = rows_.find(name.kind);
  if (row == rows_.end() || !row->second.build) return documents;
  Status built;
  const Status thrown = guard([&] { built = row->second.build(reader, body, documents); });
  // What an entity makes somebody throw is about that entity.
  if (!thrown) built = fail(Code::kInvalid, "Its words cannot be taken in.");
  if (!built) {
    if (!is_about_one_entity(built.error())) return std::unexpected(built.error());
    spdlog::error("search: one of kind {} in {} is not found: {}", name.kind, name.root.text(),
                  built.error().detail);
    documents.clear();
  }
  return documents;
}

}  // namespace fika::search
