// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/carrying.h"

#include <map>
#include <vector>

#include "server/domain/messages/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// What a message with nothing on it stages beside its own bytes: two entities put and one erased,
// two rows of the order, three of the directory.
constexpr std::size_t kFrameBytes = 2'500;
constexpr std::size_t kReactionBytes = 1'100;
constexpr std::size_t kNoticeBytes = 900;

std::string under_root(const Id& root, const Id& message) {
  return storage::KeyWriter().id(root).id(message).take();
}

Result<std::size_t> rows_of(const storage::Reader& reader, const storage::IndexTable& table,
                            const Id& prefix, std::size_t count_max) {
  std::size_t count = 0;
  const storage::Range range{.prefix = std::string(prefix.bytes()), .bound = {}};
  CHECKED(
      storage::scan_index(reader, table, range, [&](auto, auto) { return ++count < count_max; }));
  return count;
}

// While reactions are on their way people add and take back some, so the counts are made anew.
Status recount(storage::Transaction& txn, const Id& root, const Id& message) {
  std::map<std::string, std::uint64_t> counts;
  const storage::Range range{.prefix = std::string(message.bytes()), .bound = {}};
  CHECKED(storage::scan_index(txn, kReactionCounts, range, [&](std::string_view key, auto) {
    storage::KeyReader parts(key);
    parts.id();
    counts[std::string(parts.rest())] = 0;
    return true;
  }));
  CHECKED(storage::for_each<v1::Reaction>(txn, root, {message}, [&](v1::Reaction&& reaction) {
    ++counts[reaction.emoji()];
    return true;
  }));
  for (const auto& [emoji, count] : counts) {
    const std::string key = storage::KeyWriter().id(message).text(emoji).take();
    if (count == 0) {
      txn.erase_index(kReactionCounts, key);
    } else {
      txn.put_index(kReactionCounts, key, storage::KeyWriter().u64(count).take());
    }
  }
  return {};
}

// True when none are left behind.
Result<bool> carry_reactions(storage::Transaction& txn, const Id& from, const Id& to,
                             const Id& message) {
  std::vector<v1::Reaction> reactions;
  bool is_all = true;
  CHECKED(storage::for_each<v1::Reaction>(txn, from, {message}, [&](v1::Reaction&& reaction) {
    is_all = reactions.size() < kCarriedReactionsMax;
    if (is_all) reactions.push_back(std::move(reaction));
    return is_all;
  }));
  bool is_begun = false;
  CHECKED(storage::for_each<v1::Reaction>(txn, to, {message}, [&](v1::Reaction&&) {
    is_begun = true;
    return false;
  }));
  for (v1::Reaction& reaction : reactions) {
    TRY(const Id person, Id::parse(reaction.person()));
    CHECKED(txn.erase<v1::Reaction>(from, {message, person}, reaction.emoji()));
    reaction.set_root(to.text());
    CHECKED(txn.put(reaction));
  }
  if (is_all && is_begun) CHECKED(recount(txn, to, message));
  return is_all;
}

Status carry_pin(storage::Transaction& txn, const Id& from, const Id& to, const Id& id,
                 v1::Message& message) {
  if (!message.pinned()) return {};
  txn.erase_index(kPinnedMessages, under_root(from, id));
  TRY(const std::size_t pinned, rows_of(txn, kPinnedMessages, to, kPinnedMessagesMax));
  message.set_pinned(pinned < static_cast<std::size_t>(kPinnedMessagesMax));
  if (message.pinned()) txn.put_index(kPinnedMessages, under_root(to, id), {});
  return {};
}

Status carry_group_mention(storage::Transaction& txn, const Id& from, const Id& id,
                           const v1::Message& message) {
  TRY(auto mention, storage::find<v1::GroupMention>(txn, from, {id}));
  if (!mention) return {};
  CHECKED(txn.erase<v1::GroupMention>(from, {id}));
  mention->set_root(message.root());
  mention->set_ordinal(message.ordinal());
  return txn.put(*mention);
}

// Who was told is told where the message is now.
Status carry_notices(storage::Transaction& txn, const Id& id, const v1::Message& message) {
  std::vector<std::pair<Id, Id>> rows;  // person, item
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  CHECKED(storage::scan_index(txn, kInboxByMessage, range,
                              [&](std::string_view key, std::string_view value) {
                                storage::KeyReader parts(key);
                                parts.id();
                                rows.emplace_back(parts.id(), Id::from_bytes(value));
                                return true;
                              }));
  for (const auto& [person, row] : rows) {
    TRY(auto item, storage::find<v1::InboxItem>(txn, person, {row}));
    if (!item) continue;
    item->set_about(message.root());
    CHECKED(txn.put(*item));
  }
  return {};
}

void place(storage::Transaction& txn, const Id& root, std::uint64_t ordinal, const Id& message) {
  txn.put_index(kMessagesByOrdinal, storage::KeyWriter().id(root).u64(ordinal).take(),
                std::string(message.bytes()));
}

Status leave_stub(storage::Transaction& txn, const Id& from, const Id& to,
                  const v1::Message& message) {
  const Id id = txn.fresh_id();
  v1::Message stub;
  stub.set_root(from.text());
  stub.set_id(id.text());
  stub.set_ordinal(message.ordinal());
  stub.set_author(message.author());
  stub.set_created_at_ms(message.created_at_ms());
  stub.set_imported(message.imported());
  stub.set_deleted(true);
  stub.add_quotes(message.id());
  stub.set_moved_to(to.text());
  CHECKED(txn.create(stub));
  place(txn, from, message.ordinal(), id);
  return {};
}

}  // namespace

Result<std::size_t> carrying_bytes(const storage::Reader& reader, const v1::Message& message) {
  TRY(const Id id, Id::parse(message.id()));
  std::size_t reactions = 0;
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kReactionCounts, range, [&](auto, std::string_view value) {
    reactions += storage::KeyReader(value).u64();
    return true;
  }));
  TRY(const std::size_t notices, rows_of(reader, kInboxByMessage, id, SIZE_MAX));
  return kFrameBytes + message.ByteSizeLong() + reactions * kReactionBytes + notices * kNoticeBytes;
}

Result<bool> carry_message(storage::Transaction& txn, const Id& from, const Id& to,
                           const v1::Message& message, v1::Head& head) {
  TRY(const Id id, Id::parse(message.id()));
  TRY(const bool is_free, carry_reactions(txn, from, to, id));
  if (!is_free) return false;
  v1::Message carried = message;
  carried.set_root(to.text());
  carried.set_ordinal(head.last_ordinal() + 1);
  CHECKED(carry_pin(txn, from, to, id, carried));
  CHECKED(txn.refile(from, carried));
  place(txn, to, carried.ordinal(), id);
  CHECKED(carry_group_mention(txn, from, id, carried));
  CHECKED(carry_notices(txn, id, carried));
  CHECKED(leave_stub(txn, from, to, message));
  head.set_root(carried.root());
  head.set_last_ordinal(carried.ordinal());
  // What comes may be older than what is there: the head names who wrote last.
  if (carried.created_at_ms() >= head.last_at_ms()) {
    head.set_last_at_ms(carried.created_at_ms());
    head.set_last_author(carried.author());
  }
  return true;
}

}  // namespace fika::domain
