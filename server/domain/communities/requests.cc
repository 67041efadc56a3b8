// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/communities/requests.h"

#include <algorithm>
#include <fika/v1/messages.pb.h>
#include <utility>

#include "storage/entities.h"

namespace fika::domain {
namespace {

std::string request_key(const Id& community, const Id& person) {
  return storage::KeyWriter().id(community).id(person).take();
}

std::unexpected<Error> unreadable() {
  return fail(Code::kDataLoss, "A request to join cannot be read. Run fika-server verify.");
}

// What the asker's own devices hold of a request.
Status put_wish(storage::Transaction& txn, const Id& community, const Id& person,
                std::int64_t asked_at_ms) {
  TRY(const auto present, storage::find<v1::JoinWish>(txn, person, {community}));
  if (present) return {};
  v1::JoinWish wish;
  wish.set_person(person.text());
  wish.set_community(community.text());
  wish.set_asked_at_ms(asked_at_ms);
  return txn.put(wish);
}

Result<Id> tell(storage::Transaction& txn, const Id& person, v1::InboxKind kind,
                const Id& community, const Id& from) {
  const Id id = txn.fresh_id();
  v1::InboxItem item;
  item.set_person(person.text());
  item.set_id(id.text());
  item.set_kind(kind);
  item.set_about(community.text());
  item.set_from(from.text());
  item.set_created_at_ms(txn.time_ms());
  CHECKED(txn.put(item));
  return id;
}

}  // namespace

Status ask_to_join(storage::Transaction& txn, const Id& community, const Id& person,
                   std::string_view note) {
  const std::string key = request_key(community, person);
  TRY(const std::int64_t asked_at_ms, asked_at(txn, community, person));
  // Of one that waits since before there were wishes, the asker's devices are told now.
  if (asked_at_ms > 0) return put_wish(txn, community, person, asked_at_ms);
  TRY(const auto waiting, waiting_requests(txn, community));
  if (waiting.size() >= kJoinRequestsMax) {
    return fail(Code::kLimit, "{} people wait to be let in already. Ask a steward directly.",
                waiting.size());
  }
  store::v1::StoredJoinRequest row;
  v1::JoinRequest& request = *row.mutable_request();
  request.set_community(community.text());
  request.set_person(person.text());
  request.set_note(std::string(note));
  request.set_created_at_ms(txn.time_ms());
  txn.put_index(kJoinRequests, key, row.SerializeAsString());
  CHECKED(put_wish(txn, community, person, txn.time_ms()));
  TRY(const auto stewards, stewards_of(txn, community));
  for (const Id& steward : stewards) {
    TRY(const Id item, tell(txn, steward, v1::INBOX_KIND_JOIN_REQUEST, community, person));
    txn.put_index(kJoinRequestItems,
                  storage::KeyWriter().id(community).id(person).id(steward).take(),
                  std::string(item.bytes()));
  }
  return {};
}

Result<bool> settle_join_request(storage::Transaction& txn, const Id& community, const Id& person) {
  const std::string key = request_key(community, person);
  TRY(const auto present, storage::find_index(txn, kJoinRequests, key));
  if (!present) return false;
  std::vector<std::pair<Id, Id>> items;  // steward and item
  CHECKED(storage::scan_index(txn, kJoinRequestItems, {.prefix = key, .bound = {}},
                              [&](std::string_view row, std::string_view value) {
                                storage::KeyReader parts(row);
                                parts.id();
                                parts.id();
                                items.emplace_back(parts.id(), Id::from_bytes(value));
                                return true;
                              }));
  for (const auto& [steward, item_id] : items) {
    TRY(auto item, storage::find<v1::InboxItem>(txn, steward, {item_id}));
    if (item && !item->done()) {
      item->set_done(true);
      CHECKED(txn.put(*item));
    }
    txn.erase_index(kJoinRequestItems,
                    storage::KeyWriter().id(community).id(person).id(steward).take());
  }
  txn.erase_index(kJoinRequests, key);
  CHECKED(txn.erase<v1::JoinWish>(person, {community}));
  return true;
}

Result<std::int64_t> asked_at(const storage::Reader& reader, const Id& community,
                              const Id& person) {
  TRY(const auto value, storage::find_index(reader, kJoinRequests, request_key(community, person)));
  if (!value) return 0;
  store::v1::StoredJoinRequest row;
  if (!row.ParseFromString(*value)) return unreadable();
  return row.request().created_at_ms();
}

Result<std::vector<v1::JoinRequest>> waiting_requests(const storage::Reader& reader,
                                                      const Id& community) {
  std::vector<v1::JoinRequest> waiting;
  const storage::Range range{.prefix = std::string(community.bytes()), .bound = {}};
  bool is_sound = true;
  CHECKED(storage::scan_index(
      reader, kJoinRequests, range, [&](std::string_view, std::string_view value) {
        store::v1::StoredJoinRequest row;
        is_sound = row.ParseFromArray(value.data(), static_cast<int>(value.size()));
        waiting.push_back(std::move(*row.mutable_request()));
        return is_sound;
      }));
  if (!is_sound) return unreadable();
  std::ranges::sort(waiting, {}, [](const v1::JoinRequest& request) {
    return std::pair(request.created_at_ms(), request.person());
  });
  return waiting;
}

Status tell_answer(storage::Transaction& txn, const Id& community, const Id& asker,
                   const Id& steward) {
  CHECKED(tell(txn, asker, v1::INBOX_KIND_JOIN_ANSWER, community, steward));
  return {};
}

}  // namespace fika::domain
