// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index_writer_xapian.h"

#include <map>
#include <utility>

#include <spdlog/spdlog.h>

#include "search/database_account_xapian.h"
#include "search/guard.h"
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
  std::multimap<std::string, Xapian::docid> present;  // by their content
  const std::string group = group_term(maker);
  for (auto at = database_.postlist_begin(group); at != database_.postlist_end(group); ++at) {
    present.emplace(database_.get_document(*at).get_value(slot::kContent), *at);
  }
  std::vector<std::pair<const Document*, std::string>> others;
  for (const Document& document : documents) {
    std::string content = content_of(document, maker);
    if (const auto same = present.find(content); same != present.end()) {
      weigh(same->second, document.authority);
      present.erase(same);
    } else {
      others.emplace_back(&document, std::move(content));
    }
  }
  auto old = present.begin();
  for (const auto& [document, content] : others) {
    const auto stored = made(*document, maker, content);
    if (!stored) continue;
    if (old != present.end()) {
      // Of what is put in another's place Xapian writes only what differs.
      database_.replace_document(old->second, *stored);
      ++old;
      ++deleted_;
    } else {
      database_.add_document(*stored);
    }
    note_size(*document);
  }
  for (; old != present.end(); ++old) {
    database_.delete_document(old->second);
    ++deleted_;
  }
}

void IndexWriter::add(const EntityName& maker, const std::vector<Document>& documents) {
  for (const Document& document : documents) {
    const auto stored = made(document, maker, content_of(document, maker));
    if (!stored) continue;
    database_.add_document(*stored);
    note_size(document);
  }
}

std::optional<Xapian::Document> IndexWriter::made(const Document& document, const EntityName& maker,
                                                  const std::string& content) {
  auto stored = guard([&] { return terms_.make(document, maker, content); });
  if (stored && is_storable(*stored)) return *std::move(stored);
  spdlog::error("search: {} of kind {} is not found: its words cannot be taken in",
                document.id.text(), maker.kind);
  return std::nullopt;
}

void IndexWriter::weigh(Xapian::docid number, double authority) {
  // Changed and put back as it was read: the library then looks at nothing but its values.
  Xapian::Document stored = database_.get_document(number);
  const std::string value = authority_value(authority);
  if (stored.get_value(slot::kAuthority) == value) return;
  if (value.empty()) {
    stored.remove_value(slot::kAuthority);
  } else {
    stored.add_value(slot::kAuthority, value);
  }
  database_.replace_document(number, stored);
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
