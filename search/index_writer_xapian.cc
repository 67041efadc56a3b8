// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index_writer_xapian.h"

#include <utility>

#include "search/database_account_xapian.h"
#include "search/kept_text.h"
#include "search/schema.h"

namespace fika::search {
namespace {

// Xapian takes about six times a text's size for it until it is written.
constexpr std::size_t kWaitingBytesMax = 24 << 20;

int flags_for(Purpose purpose) {
  return purpose == Purpose::kServed
             ? Xapian::DB_OPEN
             : Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
}

}  // namespace

IndexWriter::IndexWriter(const std::filesystem::path& folder, Purpose purpose,
                         const Analyser& analyser)
    : database_(folder.string(), flags_for(purpose) | Xapian::DB_BACKEND_GLASS),
      analyser_(analyser),
      terms_(analyser),
      deleted_(deleted_of(database_)) {}

void IndexWriter::replace(const EntityName& maker, const std::vector<Document>& documents) {
  const std::string group = group_term(maker);
  const std::uint64_t before = database_.get_doccount();
  if (documents.empty()) {
    database_.delete_document(group);
    deleted_ += before - database_.get_doccount();
    return;
  }
  // Most entities make one document, and of that Xapian writes only what differs.
  database_.replace_document(group, terms_.make(documents.front(), maker));
  // One was there: it counts as deleted. None was: nothing does.
  const std::uint64_t after = database_.get_doccount();
  deleted_ += before + 1 - after;
  note_size(documents.front());
  for (std::size_t i = 1; i < documents.size(); ++i) {
    database_.add_document(terms_.make(documents[i], maker));
    note_size(documents[i]);
  }
}

void IndexWriter::add(const EntityName& maker, const std::vector<Document>& documents) {
  for (const Document& document : documents) {
    database_.add_document(terms_.make(document, maker));
    note_size(document);
  }
}

std::vector<EntityName> IndexWriter::makers_of(const Id& root) const {
  std::vector<EntityName> makers;
  std::set<std::string> seen;
  const std::string term = term_of(prefix::kRoot, root);
  for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at) {
    const auto kept = decode_kept_text(database_.get_document(*at).get_data());
    if (!kept) throw Xapian::DatabaseCorruptError(kept.error().detail);
    EntityName maker{kept->entity_kind, kept->entity_root, kept->entity_key};
    if (seen.insert(group_term(maker)).second) makers.push_back(std::move(maker));
  }
  return makers;
}

void IndexWriter::write_version() { search::write_version(database_, analyser_.fingerprint()); }

void IndexWriter::commit(const storage::TailerCursor& cursor) {
  write_cursor(database_, cursor);
  write_deleted(database_, deleted_);
  database_.commit();
  waiting_bytes_ = 0;
}

void IndexWriter::note_size(const Document& document) {
  static constexpr std::size_t kEach = 512;
  waiting_bytes_ += kEach + document.title.size() + document.heading.size() + document.text.size() +
                    document.code.size();
  if (waiting_bytes_ < kWaitingBytesMax) return;
  database_.commit();
  waiting_bytes_ = 0;
}

}  // namespace fika::search
