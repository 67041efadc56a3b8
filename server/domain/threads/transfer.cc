// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/transfer.h"

#include <algorithm>
#include <utility>

#include "server/domain/messages/carrying.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/names.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

using store::v1::StoredTransfer;
using Place = std::pair<std::uint64_t, Id>;  // ordinal, message

std::string target_key(const StoredTransfer& transfer, const Id& from) {
  return storage::KeyWriter().id(Id::from_bytes(transfer.to())).id(from).take();
}

// The next places to look at, at most kCarriedMessagesMax.
Result<std::vector<Place>> next_places(const storage::Reader& reader, const Id& from,
                                       const StoredTransfer& transfer) {
  std::vector<Place> places;
  for (const std::uint64_t ordinal : transfer.only()) {
    if (ordinal < transfer.next()) continue;
    if (places.size() == kCarriedMessagesMax) break;
    TRY(const auto row, storage::find_index(reader, kMessagesByOrdinal,
                                            storage::KeyWriter().id(from).u64(ordinal).take()));
    if (row) places.emplace_back(ordinal, Id::from_bytes(*row));
  }
  if (!transfer.only().empty()) return places;
  const storage::Range range{.prefix = std::string(from.bytes()),
                             .bound = storage::KeyWriter().id(from).u64(transfer.next()).take()};
  CHECKED(storage::scan_index(reader, kMessagesByOrdinal, range,
                              [&](std::string_view key, std::string_view value) {
                                storage::KeyReader parts(key);
                                parts.id();
                                const std::uint64_t ordinal = parts.u64();
                                if (ordinal > transfer.last()) return false;
                                places.emplace_back(ordinal, Id::from_bytes(value));
                                return places.size() < kCarriedMessagesMax;
                              }));
  return places;
}

// One stretch; `transfer.next` moves on, beyond `last` when nothing is left.
class Stretch {
 public:
  Stretch(storage::Transaction& txn, StoredTransfer& transfer, CarriedStretch& carried)
      : txn_(txn), transfer_(transfer), carried_(carried) {}

  Status run(const v1::Thread& to) {
    TRY(const v1::Head before, head_of(txn_, carried_.to));
    head_ = before;
    carried_.before = before;
    staged_before_ = txn_.size_bytes();
    TRY(const auto places, next_places(txn_, carried_.from, transfer_));
    bool has_room = true;
    for (const auto& [ordinal, id] : places) {
      TRY(has_room, take(ordinal, id));
      if (!has_room) break;
      transfer_.set_next(ordinal + 1);
      ++passed_;
    }
    if (has_room && places.size() < kCarriedMessagesMax) {
      passed_ = transfer_.total() - transfer_.done();
      transfer_.set_next(transfer_.last() + 1);
    }
    transfer_.set_done(transfer_.done() + passed_);
    if (carried_.ordinals.empty()) return {};
    CHECKED(txn_.put(head_));
    CHECKED(thread_activity(txn_, to, before.last_ordinal() == 0 ? nullptr : &before, head_));
    return carry_markers(txn_, carried_);
  }

 private:
  // False when the message is for the next stretch.
  Result<bool> take(std::uint64_t ordinal, const Id& id) {
    TRY(const auto message, storage::find<v1::Message>(txn_, carried_.from, {id}));
    if (!message) return true;
    if (message->deleted()) {
      // Some of its reactions may have gone ahead before it was deleted.
      CHECKED(erase_reactions(txn_, carried_.to, id));
      return txn_.size_bytes() - staged_before_ < kCarriedBytesMax;
    }
    TRY(const std::size_t bytes, carrying_bytes(txn_, *message));
    const std::size_t staged = txn_.size_bytes() - staged_before_;
    if (staged > 0 && staged + bytes > kCarriedBytesMax) return false;
    TRY(const bool is_whole, carry_message(txn_, carried_.from, carried_.to, *message, head_));
    if (is_whole) carried_.ordinals.push_back(ordinal);
    return is_whole;
  }

  storage::Transaction& txn_;
  StoredTransfer& transfer_;
  CarriedStretch& carried_;
  v1::Head head_;
  std::size_t staged_before_ = 0;
  std::uint64_t passed_ = 0;
};

// Guests of another community draw the names of those who wrote from its Members. Many of them, or
// after much else, wait for a commit of their own.
Status name_newcomers(storage::Transaction& txn, const CarriedStretch& carried) {
  if (carried.community == carried.target_community || carried.ordinals.empty()) return {};
  std::string payload = storage::KeyWriter()
                            .id(carried.to)
                            .id(carried.target_community)
                            .u64(carried.before.last_ordinal() + 1)
                            .id(Id())
                            .take();
  if (txn.size_bytes() < kCarriedBytesMax) return go_on_naming(txn, payload);
  txn.schedule(txn.time_ms(), std::string(kNamePeople), std::move(payload));
  return {};
}

Status leave_redirect(storage::Transaction& txn, const Id& id, const Id& community, const Id& to,
                      v1::Thread& thread) {
  TRY(const v1::Head head, head_of(txn, id));
  txn.erase_index(kThreadsByActivity, activity_key(community, head.last_at_ms(), id));
  if (thread.pinned()) txn.erase_index(kPinnedThreads, pinned_thread_key(community, id));
  thread.set_pinned(false);
  thread.set_merged_into(to.text());
  txn.put_index(kMergedThreads, storage::KeyWriter().id(to).id(id).take(), {});
  return {};
}

Result<CarriedStretch> carry_some(storage::Transaction& txn, const Id& from,
                                  StoredTransfer& transfer) {
  CarriedStretch carried;
  carried.from = from;
  carried.to = Id::from_bytes(transfer.to());
  TRY(v1::Thread thread, named_thread(txn, from.text()));
  TRY(const v1::Thread to, named_thread(txn, carried.to.text()));
  TRY(carried.community, Id::parse(thread.community()));
  TRY(carried.target_community, Id::parse(to.community()));
  CHECKED(Stretch(txn, transfer, carried).run(to));
  CHECKED(name_newcomers(txn, carried));
  if (transfer.next() <= transfer.last()) {
    txn.put_index(kTransfers, from.bytes(), transfer.SerializeAsString());
    txn.put_index(kTransferTargets, target_key(transfer, from), {});
    txn.schedule(txn.time_ms(), std::string(kGoOnCarrying), std::string(from.bytes()));
    v1::ThreadTransfer& told = *thread.mutable_transfer();
    told.set_to(carried.to.text());
    told.set_done(transfer.done());
    told.set_total(transfer.total());
    told.set_merging(transfer.merging());
  } else {
    txn.erase_index(kTransfers, from.bytes());
    txn.erase_index(kTransferTargets, target_key(transfer, from));
    thread.clear_transfer();
    if (transfer.merging()) {
      CHECKED(leave_redirect(txn, from, carried.community, carried.to, thread));
    }
  }
  CHECKED(txn.put(thread));
  return carried;
}

}  // namespace

Status check_idle(const storage::Reader& reader, const v1::Thread& thread) {
  if (!thread.merged_into().empty()) {
    return fail(Code::kState, "The thread was merged into another. Go on there.");
  }
  TRY(const Id id, Id::parse(thread.id()));
  bool is_target = false;
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kTransferTargets, range, [&](auto, auto) {
    is_target = true;
    return false;
  }));
  if (!thread.has_transfer() && !is_target) return {};
  return fail(Code::kState, "The thread is being split or merged. Wait until that is done.");
}

Status check_takes_posts(const v1::Thread& thread) {
  if (thread.merged_into().empty() && !thread.transfer().merging()) return {};
  return fail(Code::kState, "The thread was merged into another. Write there.");
}

Status check_may_regroup(const Command& command, const v1::Thread& thread) {
  if (thread.author() == command.actor.person.text() || command.actor.is_admin()) return {};
  TRY(const Id id, Id::parse(thread.id()));
  TRY(const Relation relation, relation_to(command.txn, command.actor, id));
  if (relation >= Relation::kSteward) return {};
  return fail(Code::kForbidden,
              "Only who started it, a steward or an administrator can split or merge a thread. Ask "
              "one.");
}

Status begin_transfer(storage::Transaction& txn, const Id& from, StoredTransfer transfer) {
  const bool is_chosen = !transfer.only().empty();
  transfer.set_total(is_chosen ? static_cast<std::uint64_t>(transfer.only_size())
                               : transfer.last() + 1 - transfer.next());
  TRY(const CarriedStretch carried, carry_some(txn, from, transfer));
  return carry_levels(txn, carried, !transfer.merging());
}

Status go_on_carrying(storage::Transaction& txn, std::string_view payload) {
  const Id from = Id::from_bytes(payload);
  TRY(auto transfer, storage::find_index_as<StoredTransfer>(txn, kTransfers, from.bytes()));
  if (!transfer) return {};
  TRY(const CarriedStretch carried, carry_some(txn, from, *transfer));
  return {};
}

}  // namespace fika::domain
