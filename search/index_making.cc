// SPDX-License-Identifier: GPL-3.0-or-later
// The indexer's other half: whole indexes, made anew or packed, beside the one that is asked.
#include <algorithm>
#include <chrono>

#include <spdlog/spdlog.h>

#include "search/database_account_xapian.h"
#include "search/guard_filling_xapian.h"
#include "search/indexer_xapian.h"
#include "storage/entities.h"

namespace fika::search {
namespace {

constexpr std::uint64_t kLogEach = 50'000;
constexpr std::uint64_t kLookForRoomEach = 1'000;

}  // namespace

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
  const Status made = guard_filling([&]() -> Status {
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
  Status packed = guard_filling([&] { return pack_and_adopt(loose); });
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

}  // namespace fika::search
