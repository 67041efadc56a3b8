// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/saved.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/communities/communities.h"
#include "server/domain/erasure/phases.h"
#include "server/domain/files/files.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/merge_notice.h"
#include "server/domain/search/gaps.h"
#include "server/domain/search/helpful.h"
#include "server/domain/watching/watching.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;

Result<Stretch> under_person(const storage::Reader& reader, const Subject& subject,
                             std::uint32_t kind, const std::string& from, std::size_t rows_max) {
  return stretch(reader, storage::Table::kEntities, storage::entity_key(kind, subject.id), from,
                 rows_max);
}

Id last_part(const Row& row) {
  return Id::from_bytes(std::string_view(row.key).substr(row.key.size() - kIdBytes));
}

// For kinds whose key is the person and one more id.
template <class M>
Result<std::string> erase_kind(storage::Transaction& txn, const Subject& subject,
                               const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found,
      under_person(txn, subject, storage::entity_type<M>().kind(), from, rows_max));
  for (const Row& row : found.rows) CHECKED(txn.erase<M>(subject.id, {last_part(row)}));
  return found.next;
}

// The rows by which others would find the item again.
Status erase_ways_to(storage::Transaction& txn, const Subject& subject, const v1::InboxItem& item) {
  if (item.kind() == v1::INBOX_KIND_MENTION) {
    TRY(const Id message, Id::parse(item.message()));
    txn.erase_index(kInboxByMessage, storage::KeyWriter().id(message).id(subject.id).take());
  } else if (item.kind() == v1::INBOX_KIND_JOIN_REQUEST) {
    TRY(const Id community, Id::parse(item.about()));
    TRY(const Id asker, Id::parse(item.from()));
    txn.erase_index(kJoinRequestItems,
                    storage::KeyWriter().id(community).id(asker).id(subject.id).take());
  } else if (item.kind() == v1::INBOX_KIND_PAGE_MERGED) {
    CHECKED(forget_merge_notice(txn, item));
  }
  return {};
}

}  // namespace

Result<std::string> erase_inbox(storage::Transaction& txn, const Subject& subject,
                                const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found,
      under_person(txn, subject, storage::entity_type<v1::InboxItem>().kind(), from, rows_max));
  for (const Row& row : found.rows) {
    TRY(const auto item, storage::parse_row<v1::InboxItem>(row.value));
    CHECKED(erase_ways_to(txn, subject, item));
    CHECKED(txn.erase<v1::InboxItem>(subject.id, {last_part(row)}));
  }
  return found.next;
}

Result<std::string> erase_drafts(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::Draft>(txn, subject, from, rows_max);
}

Result<std::string> erase_saved(storage::Transaction& txn, const Subject& subject,
                                const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::SavedMessage>(txn, subject, from, rows_max);
}

Result<std::string> erase_markers(storage::Transaction& txn, const Subject& subject,
                                  const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::ReadMarker>(txn, subject, from, rows_max);
}

Result<std::string> erase_thread_levels(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::ThreadLevel>(txn, subject, from, rows_max);
}

Result<std::string> erase_community_levels(storage::Transaction& txn, const Subject& subject,
                                           const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::CommunityLevel>(txn, subject, from, rows_max);
}

Result<std::string> erase_sign_ins(storage::Transaction& txn, const Subject& subject,
                                   const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::SignIn>(txn, subject, from, rows_max);
}

Result<std::string> erase_page_watches(storage::Transaction& txn, const Subject& subject,
                                       const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::PageWatch>(txn, subject, from, rows_max);
}

Result<std::string> erase_helpful_marks(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found,
      under_person(txn, subject, storage::entity_type<v1::HelpfulMark>().kind(), from, rows_max));
  for (const Row& row : found.rows) {
    CHECKED(erase_helpful_mark(txn, subject.id, last_part(row)));
  }
  if (found.next.empty()) CHECKED(forget_gaps_naming(txn, subject.person.name()));
  return found.next;
}

// At most kWatchesMax, each of a few bytes.
Result<std::string> erase_tag_watches(storage::Transaction& txn, const Subject& subject,
                                      const std::string&, std::size_t) {
  TRY(const auto watches, storage::all_of<v1::TagWatch>(txn, subject.id));
  for (const v1::TagWatch& watch : watches) {
    CHECKED(txn.erase<v1::TagWatch>(subject.id, {}, watch.tag()));
  }
  TRY(const auto seen, storage::find_index(txn, kWatchedSeen, subject.id.bytes()));
  if (seen) txn.erase_index(kWatchedSeen, subject.id.bytes());
  return std::string();
}

// What others hold stays, without a name; each stretch takes its rows away, so the next begins
// anew.
Result<std::string> erase_files(storage::Transaction& txn, const Subject& subject,
                                const std::string&, std::size_t rows_max) {
  TRY(const std::size_t count, erase_files_of(txn, subject.id, rows_max));
  return std::string(count < rows_max ? "" : "more");
}

Result<std::string> erase_tokens(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max) {
  return erase_kind<v1::ApiToken>(txn, subject, from, rows_max);
}

}  // namespace fika::domain
