// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "base/composed.h"
#include "base/text.h"
#include "server/domain/pages/fields.h"
#include "server/domain/pages/tree.h"
#include "server/domain/visibility.h"
#include "server/domain/watching/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Pages that were erased take no room, and are let go here.
Result<std::size_t> watches_left(storage::Transaction& txn, const Id& person) {
  TRY(const auto pages, storage::all_of<v1::PageWatch>(txn, person));
  TRY(const auto tags, storage::all_of<v1::TagWatch>(txn, person));
  std::size_t count = pages.size() + tags.size();
  if (count < kWatchesMax) return count;
  for (const v1::PageWatch& watch : pages) {
    TRY(const Id id, Id::parse(watch.page()));
    TRY(const auto page, storage::find<v1::Page>(txn, id));
    if (page) continue;
    CHECKED(txn.erase<v1::PageWatch>(person, {id}));
    --count;
  }
  return count;
}

Status check_room(storage::Transaction& txn, const Id& person) {
  TRY(const std::size_t count, watches_left(txn, person));
  if (count < kWatchesMax) return {};
  return fail(Code::kLimit, "You watch {} pages and tags, as many as fit. Let some go first.",
              count);
}

}  // namespace

Result<std::int64_t> watched_seen_until(const storage::Reader& reader, const Id& person) {
  TRY(const auto row, storage::find_index(reader, kWatchedSeen, person.bytes()));
  return row ? static_cast<std::int64_t>(storage::KeyReader(*row).u64()) : std::int64_t{0};
}

Result<v1::SetPageWatchReply> set_page_watch(Command& command,
                                             const v1::SetPageWatchRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const Id id, Id::parse(request.page(), "The page"));
  v1::SetPageWatchReply reply;
  if (!request.watched()) {
    CHECKED(txn.erase<v1::PageWatch>(person, {id}));
    return reply;
  }
  TRY(const Relation relation, relation_to(txn, command.actor, id));
  TRY(const v1::Page page, named_page(txn, request.page()));
  if (relation < Relation::kSees) {
    return fail(Code::kNotFound, "There is no such page, or you may not see it.");
  }
  TRY(const auto present, storage::find<v1::PageWatch>(txn, person, {id}));
  if (!present) CHECKED(check_room(txn, person));
  v1::PageWatch& watch = *reply.mutable_watch();
  watch.set_person(person.text());
  watch.set_page(page.id());
  watch.set_with_subpages(request.with_subpages());
  watch.set_since_ms(present ? present->since_ms() : txn.time_ms());
  if (!present || present->with_subpages() != watch.with_subpages()) CHECKED(txn.put(watch));
  return reply;
}

Result<v1::SetTagWatchReply> set_tag_watch(Command& command,
                                           const v1::SetTagWatchRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const std::string written, checked_line(request.tag(), kPageTagMax, "The tag"));
  const std::string tag = folded(written);
  v1::SetTagWatchReply reply;
  if (!request.watched()) {
    CHECKED(txn.erase<v1::TagWatch>(person, {}, tag));
    return reply;
  }
  TRY(auto present, storage::find<v1::TagWatch>(txn, person, {}, tag));
  if (present) {
    *reply.mutable_watch() = *std::move(present);
    return reply;
  }
  CHECKED(check_room(txn, person));
  v1::TagWatch& watch = *reply.mutable_watch();
  watch.set_person(person.text());
  watch.set_tag(tag);
  watch.set_written(composed(written));
  watch.set_since_ms(txn.time_ms());
  CHECKED(txn.put(watch));
  return reply;
}

Result<v1::MarkWatchedSeenReply> mark_watched_seen(Command& command,
                                                   const v1::MarkWatchedSeenRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const std::int64_t before, watched_seen_until(txn, person));
  const std::int64_t until = std::max(before, std::min(request.until_ms(), txn.time_ms()));
  if (until != before) {
    txn.put_index(kWatchedSeen, person.bytes(),
                  storage::KeyWriter().u64(static_cast<std::uint64_t>(until)).take());
  }
  v1::MarkWatchedSeenReply reply;
  reply.set_seen_until_ms(until);
  return reply;
}

}  // namespace fika::domain
