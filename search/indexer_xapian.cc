// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/indexer_xapian.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include <spdlog/spdlog.h>

#include "search/database_account_xapian.h"
#include "search/schema.h"
#include "storage/entities.h"

namespace fika::search {
namespace {

constexpr std::uint64_t kLogEach = 50'000;
constexpr std::uint64_t kLookForRoomEach = 1'000;

std::string stored_key(const EntityName& name) {
  return storage::entity_key(name.kind, name.root, {}, name.key);
}

// An entity that cannot be read is for verify to tell of; that the rest can be found goes before.
bool is_about_one_entity(const Error& error) {
  return error.code == Code::kDataLoss || error.code == Code::kInvalid ||
         error.code == Code::kNotFound;
}

// As guard(), for work that fills the index: what Xapian throws is told to whoever reads the log
// and not to somebody who asks a question. Errors that `work` returns are its own.
template <class Work>
Status fill(const Work& work) {
  Status returned;
  const Status thrown = guard([&] { returned = work(); });
  if (thrown) return returned;
  Error error = thrown.error();
  if (error.code == Code::kInvalid) {
    error.detail = "The search index refuses what it is to take in.";
  } else if (error.code == Code::kAborted || error.code == Code::kInternal) {
    error.detail = "The search index cannot be written. The line above says why.";
  }
  return std::unexpected(std::move(error));
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
  CHECKED(fill([&]() -> Status {
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

Status Indexer::pack_if_due() {
  const std::uint64_t deleted = writer_->deleted();
  if (deleted <= pack_failed_at_ + std::max(deleted_max_, size_ / 2)) return {};
  writer_.reset();
  const Status packed = pack(generations_.current()->folder());
  if (packed || packed.error().code == Code::kDataLoss) return packed;
  pack_failed_at_ = deleted;
  spdlog::warn("What was deleted stays in the search index for longer: {}", packed.error().detail);
  return {};
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

Status Indexer::make_anew(const storage::Reader& reader, const storage::TailerCursor& upto) {
  const auto began = std::chrono::steady_clock::now();
  writer_.reset();
  generations_.drop_begun();
  if (const auto& current = generations_.current()) {
    // What is made loosely first, and packed then.
    CHECKED(generations_.check_room(2 * Generations::bytes_of(current->folder())));
  }
  TRY(const std::filesystem::path loose, generations_.begin());
  Status made = make_loose(loose, reader, upto);
  if (made) made = pack(loose);
  generations_.drop_begun();
  CHECKED(std::move(made));
  is_whole_ = true;
  const auto took = std::chrono::steady_clock::now() - began;
  spdlog::info("The search index is made: {} documents in {:.1f} s", size_.load(),
               std::chrono::duration<double>(took).count());
  return {};
}

Status Indexer::make_loose(const std::filesystem::path& loose, const storage::Reader& reader,
                           const storage::TailerCursor& upto) {
  const Status made = fill([&]() -> Status {
    IndexWriter writer(loose, Purpose::kMaking, analyser_);
    writer.write_version();
    CHECKED(add_all(writer, reader));
    writer.commit(upto);
    return {};
  });
  // When a write fails, Xapian tries to take back what cannot be taken back here, and tells of that
  // instead. So the disk itself is asked.
  if (!made && made.error().code == Code::kInternal) {
    CHECKED(generations_.check_room(0));
    CHECKED(Generations::check_writable(loose));
  }
  return made;
}

Status Indexer::add_all(IndexWriter& writer, const storage::Reader& reader) {
  std::uint64_t entities = 0;
  const auto add = [&](std::string_view key, std::string_view row) -> Status {
    if (is_abandoned_.exchange(false)) {
      return fail(Code::kUnavailable, "Making the search index was broken off.");
    }
    storage::KeyReader parts(key);
    EntityName name{.kind = parts.u16(), .root = parts.id(), .key = {}};
    name.key = parts.rest();
    TRY(const std::vector<Document> documents,
        documents_of(name, storage::stored_entity(row).body, reader));
    writer.add(name, documents);
    ++entities;
    // What there is to take in may be many times what was there before, or the first of all.
    if (entities % kLookForRoomEach == 0) CHECKED(generations_.check_room(0));
    if (entities % kLogEach == 0) {
      spdlog::info("The search index is being made: {} entities so far", entities);
    }
    return {};
  };
  Status status;
  CHECKED(
      reader.scan(storage::Table::kEntities, {}, [&](std::string_view key, std::string_view row) {
        status = add(key, row);
        return status.has_value();
      }));
  return status;
}

Status Indexer::compact() {
  const std::lock_guard lock(mutex_);
  if (!is_whole_) return {};  // it is made anew anyway
  writer_.reset();
  return pack(generations_.current()->folder());
}

Status Indexer::pack(const std::filesystem::path& loose) {
  Status packed = fill([&] { return pack_and_adopt(loose); });
  if (!packed) generations_.drop_begun();
  return packed;
}

Status Indexer::pack_and_adopt(const std::filesystem::path& loose) {
  CHECKED(generations_.check_room(Generations::bytes_of(loose)));
  TRY(const std::filesystem::path packed, generations_.begin());
  {
    Xapian::Database database(loose.string());
    database.compact(packed.string(), Xapian::DBCOMPACT_NO_RENUMBER);
    Xapian::WritableDatabase writable(packed.string(), Xapian::DB_OPEN);
    write_deleted(writable, 0);
    writable.commit();
    size_ = writable.get_doccount();
  }
  CHECKED(generations_.adopt(packed));
  pack_failed_at_ = 0;
  databases_.serve(generations_.current());
  return {};
}

}  // namespace fika::search
