// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/merge_notice.h"

#include <fika/v1/people.pb.h>
#include <vector>

#include "server/domain/checks.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
// Of a page and a person: the one that waits is the newest, as ids follow time.
constexpr std::size_t kNoticesLookedAt = 4;

struct Notice {
  Id person, item;
};

std::string key_of(const Id& page, const Notice& notice) {
  return storage::KeyWriter().id(page).id(notice.person).id(notice.item).take();
}

Result<std::vector<Notice>> notices_in(const storage::Reader& reader, const storage::Range& range,
                                       std::size_t count_max) {
  std::vector<Notice> notices;
  CHECKED(storage::scan_index(reader, kMergeNotices, range,
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                const Id person = parts.id();
                                notices.push_back({person, parts.id()});
                                return notices.size() < count_max;
                              }));
  return notices;
}

Result<bool> is_reachable(const Command& command, const Id& page, const Id& person) {
  TRY(const auto entity, storage::find<v1::Person>(command.txn, command.organisation, {person}));
  if (!entity || entity->deactivated() || entity->former_colleague()) return false;
  Actor reader;
  reader.person = person;
  reader.role = entity->role();
  TRY(const Relation relation, relation_to(command.txn, reader, page));
  return relation >= Relation::kSees;
}

// The item that waits already, or a new one.
Result<v1::InboxItem> waiting_item(storage::Transaction& txn, const Id& page, const Id& person) {
  const storage::Range newest_first{
      .prefix = storage::KeyWriter().id(page).id(person).take(), .bound = {}, .reverse = true};
  TRY(const auto notices, notices_in(txn, newest_first, kNoticesLookedAt));
  for (const Notice& notice : notices) {
    TRY(auto item, storage::find<v1::InboxItem>(txn, person, {notice.item}));
    if (item && !item->done()) return *std::move(item);
  }
  const Id id = txn.fresh_id();
  txn.put_index(kMergeNotices, key_of(page, {person, id}), {});
  v1::InboxItem item;
  item.set_person(person.text());
  item.set_id(id.text());
  item.set_kind(v1::INBOX_KIND_PAGE_MERGED);
  item.set_about(page.text());
  return item;
}

}  // namespace

Status tell_of_merge(Command& command, const v1::Page& page, std::uint64_t revision) {
  TRY(const Id person, Id::parse(page.revised_by()));
  TRY(const Id id, Id::parse(page.id()));
  if (person == command.actor.person) return {};
  TRY(const bool reachable, is_reachable(command, id, person));
  if (!reachable) return {};
  TRY(v1::InboxItem item, waiting_item(command.txn, id, person));
  item.set_from(command.actor.person.text());
  item.set_created_at_ms(command.txn.time_ms());
  item.set_revision(revision);
  return command.txn.put(item);
}

Status forget_merge_notice(storage::Transaction& txn, const v1::InboxItem& item) {
  TRY(const Id page, Id::parse(item.about()));
  TRY(const Id person, Id::parse(item.person()));
  TRY(const Id id, Id::parse(item.id()));
  txn.erase_index(kMergeNotices, key_of(page, {person, id}));
  return {};
}

Result<bool> erase_merge_notices(storage::Transaction& txn, const Id& page, std::size_t rows_max) {
  const storage::Range range{.prefix = std::string(page.bytes()), .bound = {}};
  TRY(const auto notices, notices_in(txn, range, rows_max));
  for (const Notice& notice : notices) {
    CHECKED(txn.erase<v1::InboxItem>(notice.person, {notice.item}));
    txn.erase_index(kMergeNotices, key_of(page, notice));
  }
  return notices.size() < rows_max;
}

Status check_merge_notices(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_entity<v1::InboxItem>(reader, [&](const v1::InboxItem& item) -> Status {
    if (item.kind() != v1::INBOX_KIND_PAGE_MERGED) return {};
    const std::string key =
        key_of(id_or_nil(item.about()), {id_or_nil(item.person()), id_or_nil(item.id())});
    TRY(const bool is_listed, has_index(reader, kMergeNotices, key));
    if (!is_listed) {
      findings.add("Somebody was told of a merge that is not found by its page", item.id());
    }
    return {};
  }));
  return each_row(
      reader, findings, kMergeNotices, row_form(3 * kIdBytes, 0),
      [&](std::string_view key, std::string_view) -> Status {
        storage::KeyReader parts(key);
        const Id page = parts.id();
        const Id person = parts.id();
        TRY(const auto item, storage::find<v1::InboxItem>(reader, person, {parts.id()}));
        if (!item || item->about() != page.text()) {
          findings.add("A page is said to have told of a merge and has not", page.text());
        }
        return {};
      });
}

}  // namespace fika::domain
