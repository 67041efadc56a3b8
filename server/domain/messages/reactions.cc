// SPDX-License-Identifier: GPL-3.0-or-later
#include <vector>

#include "base/text.h"
#include "server/domain/messages/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

struct Counts {
  std::size_t kinds = 0;
  std::uint64_t all = 0;
  std::uint64_t of_emoji = 0;
};

std::string count_key(const Id& message, std::string_view emoji) {
  return storage::KeyWriter().id(message).text(emoji).take();
}

Result<Counts> counts_of(const storage::Reader& reader, const Id& message, std::string_view emoji) {
  Counts counts;
  const storage::Range range{.prefix = std::string(message.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kReactionCounts, range,
                              [&](std::string_view key, std::string_view value) {
                                storage::KeyReader parts(key);
                                parts.id();
                                const std::uint64_t count = storage::KeyReader(value).u64();
                                ++counts.kinds;
                                counts.all += count;
                                if (parts.rest() == emoji) counts.of_emoji = count;
                                return true;
                              }));
  return counts;
}

void put_count(storage::Transaction& txn, const Id& message, std::string_view emoji,
               std::uint64_t count) {
  if (count == 0) {
    txn.erase_index(kReactionCounts, count_key(message, emoji));
  } else {
    txn.put_index(kReactionCounts, count_key(message, emoji),
                  storage::KeyWriter().u64(count).take());
  }
}

Result<std::string> checked_emoji(std::string_view text) {
  TRY(std::string emoji, checked_line(text, kReactionBytesMax, "The reaction"));
  if (emoji.size() > kReactionBytesMax) {
    return fail(Code::kInvalid, "The reaction is {} bytes long; at most {} fit. Use one emoji.",
                emoji.size(), kReactionBytesMax);
  }
  return emoji;
}

}  // namespace

Result<v1::Reaction> add_reaction(Command& command, const v1::AddReactionRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const PlacedMessage placed, writable_message(txn, request.message()));
  TRY(const std::string emoji, checked_emoji(request.emoji()));
  const Id& person = command.actor.person;
  TRY(auto present, storage::find<v1::Reaction>(txn, placed.root, {placed.id, person}, emoji));
  if (present) return *std::move(present);
  TRY(const Counts counts, counts_of(txn, placed.id, emoji));
  if (counts.of_emoji == 0 && counts.kinds >= kReactionKindsMax) {
    return fail(Code::kLimit,
                "The message has {} kinds of reaction, as many as fit. Use one of them.",
                counts.kinds);
  }
  if (counts.all >= kReactionsMax) {
    return fail(Code::kLimit, "The message has {} reactions, as many as fit.", counts.all);
  }
  v1::Reaction reaction;
  reaction.set_root(placed.message.root());
  reaction.set_message(placed.message.id());
  reaction.set_person(person.text());
  reaction.set_emoji(emoji);
  CHECKED(txn.put(reaction));
  put_count(txn, placed.id, emoji, counts.of_emoji + 1);
  return reaction;
}

Result<v1::RemoveReactionReply> remove_reaction(Command& command,
                                                const v1::RemoveReactionRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const PlacedMessage placed, placed_message(txn, request.message()));
  TRY(const std::string emoji, checked_emoji(request.emoji()));
  const Id& person = command.actor.person;
  TRY(const auto present,
      storage::find<v1::Reaction>(txn, placed.root, {placed.id, person}, emoji));
  if (!present) return v1::RemoveReactionReply();
  TRY(const Counts counts, counts_of(txn, placed.id, emoji));
  CHECKED(txn.erase<v1::Reaction>(placed.root, {placed.id, person}, emoji));
  put_count(txn, placed.id, emoji, counts.of_emoji == 0 ? 0 : counts.of_emoji - 1);
  return v1::RemoveReactionReply();
}

Status erase_reactions(storage::Transaction& txn, const Id& root, const Id& message) {
  TRY(const auto reactions, storage::all_of<v1::Reaction>(txn, root, {message}));
  for (const v1::Reaction& reaction : reactions) {
    TRY(const Id person, Id::parse(reaction.person()));
    CHECKED(txn.erase<v1::Reaction>(root, {message, person}, reaction.emoji()));
    put_count(txn, message, reaction.emoji(), 0);
  }
  return {};
}

}  // namespace fika::domain
