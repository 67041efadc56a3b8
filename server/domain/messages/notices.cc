// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/notices.h"

#include <algorithm>
#include <vector>

#include "server/domain/messages/prose.h"

namespace fika::domain {
namespace {

std::string inbox_row_key(const Id& message, const Id& person) {
  return storage::KeyWriter().id(message).id(person).take();
}

// The person may see the root and reads what is sent to them.
Result<bool> is_reachable(const Command& command, const Id& root, const Id& person_id) {
  TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {person_id}));
  if (!person || person->deactivated() || person->former_colleague()) return false;
  Actor reader;
  reader.person = person_id;
  reader.role = person->role();
  TRY(const Relation relation, relation_to(command.txn, reader, root));
  return relation >= Relation::kSees;
}

Status tell(storage::Transaction& txn, const Id& message_id, const v1::Message& message,
            const std::string& person) {
  TRY(const Id person_id, Id::parse(person));
  const std::string key = inbox_row_key(message_id, person_id);
  TRY(const auto present, storage::find_index(txn, kInboxByMessage, key));
  // Somebody taken out of a text and put in again is not told twice.
  if (present) return {};
  const Id id = txn.fresh_id();
  v1::InboxItem item;
  item.set_person(person);
  item.set_id(id.text());
  item.set_kind(v1::INBOX_KIND_MENTION);
  item.set_about(message.root());
  item.set_message(message.id());
  item.set_from(message.author());
  item.set_created_at_ms(txn.time_ms());
  CHECKED(txn.create(item));
  txn.put_index(kInboxByMessage, key, std::string(id.bytes()));
  return {};
}

Status untell_undone(storage::Transaction& txn, const Id& message_id, const std::string& person) {
  TRY(const Id person_id, Id::parse(person));
  const std::string key = inbox_row_key(message_id, person_id);
  TRY(const auto row, storage::find_index(txn, kInboxByMessage, key));
  if (!row) return {};
  const Id id = Id::from_bytes(*row);
  TRY(const auto item, storage::find<v1::InboxItem>(txn, person_id, {id}));
  if (item && item->done()) return {};
  CHECKED(txn.erase<v1::InboxItem>(person_id, {id}));
  txn.erase_index(kInboxByMessage, key);
  return {};
}

Status keep_group_mention(storage::Transaction& txn, const MessageRoot& root, const Id& message_id,
                          const v1::Message& message, const v1::Message* before) {
  const auto kind = group_mention_in(message.text());
  const auto previous =
      before == nullptr ? v1::GROUP_MENTION_KIND_UNSPECIFIED : group_mention_in(before->text());
  if (!root.thread || kind == previous) return {};
  if (kind == v1::GROUP_MENTION_KIND_UNSPECIFIED) {
    return txn.erase<v1::GroupMention>(root.id, {message_id});
  }
  v1::GroupMention mention;
  mention.set_root(message.root());
  mention.set_message(message.id());
  mention.set_ordinal(message.ordinal());
  mention.set_kind(kind);
  return txn.put(mention);
}

bool mentions(const v1::Message& message, const std::string& person) {
  return std::ranges::find(message.mentions(), person) != message.mentions().end();
}

}  // namespace

Status set_mentions(const Command& command, const Id& root, v1::Message& message) {
  const std::vector<Id> people = mentions_in(message.text());
  if (people.size() > kMentionsMax) {
    return fail(Code::kInvalid,
                "The message mentions {} people; at most {} fit. Write @thread or @community to "
                "reach all.",
                people.size(), kMentionsMax);
  }
  message.clear_mentions();
  for (const Id& person : people) {
    std::string text = person.text();
    if (text == message.author()) continue;
    TRY(const bool reachable, is_reachable(command, root, person));
    if (reachable) message.add_mentions(std::move(text));
  }
  return {};
}

Status tell_mentioned(storage::Transaction& txn, const MessageRoot& root,
                      const v1::Message& message, const v1::Message* before) {
  TRY(const Id message_id, Id::parse(message.id()));
  for (const std::string& person : message.mentions()) {
    if (before != nullptr && mentions(*before, person)) continue;
    CHECKED(tell(txn, message_id, message, person));
  }
  if (before != nullptr) {
    for (const std::string& person : before->mentions()) {
      if (!mentions(message, person)) CHECKED(untell_undone(txn, message_id, person));
    }
  }
  return keep_group_mention(txn, root, message_id, message, before);
}

Status untell_all(storage::Transaction& txn, const Id& root, const Id& message) {
  std::vector<std::pair<Id, Id>> rows;  // person, item
  const storage::Range range{.prefix = std::string(message.bytes()), .bound = {}};
  CHECKED(storage::scan_index(txn, kInboxByMessage, range,
                              [&](std::string_view key, std::string_view value) {
                                storage::KeyReader parts(key);
                                parts.id();
                                rows.emplace_back(parts.id(), Id::from_bytes(value));
                                return true;
                              }));
  for (const auto& [person, item] : rows) {
    CHECKED(txn.erase<v1::InboxItem>(person, {item}));
    txn.erase_index(kInboxByMessage, inbox_row_key(message, person));
  }
  return txn.erase<v1::GroupMention>(root, {message});
}

}  // namespace fika::domain
