// SPDX-License-Identifier: GPL-3.0-or-later
// Throwing a page away marks it alone: what stands below it is in the trash because it is. After 30
// days it is erased with its talk, and then page by page what is below it.
#include <fika/v1/sync.pb.h>

#include "server/domain/messages/messages.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/merge_notice.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/writing.h"

namespace fika::domain {
namespace {

std::string below(const Place& place, const Id& page) {
  return storage::KeyWriter().scope(place).id(page).take();
}

// Where it was, if there is still room for it; else at the top.
Result<Spot> spot_for_restored(const storage::Reader& reader, const Place& place, const Id& id,
                               const v1::Page& page) {
  TRY(const int height, height_of(reader, place, id));
  auto spot = spot_in(reader, place, page.parent(), {}, height, id);
  if (!spot) return spot_in(reader, place, {}, {}, height, id);
  TRY(spot->rank, free_rank(reader, place, spot->parent, page.rank()));
  return spot;
}

}  // namespace

Result<v1::Page> trash_page(Command& command, const v1::TrashPageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const WritablePage writable, writable_page(txn, command.actor, request.page()));
  PlacedPage after = writable.placed;
  after.page.set_trashed_at_ms(txn.time_ms());
  after.page.set_trashed_by(command.actor.person.text());
  CHECKED(put_page(txn, &writable.placed, after));
  txn.schedule(
      txn.time_ms() + kTrashKeptMs, std::string(kEmptyTrash),
      storage::KeyWriter().id(writable.id).u64(static_cast<std::uint64_t>(txn.time_ms())).take());
  return after.page;
}

Result<v1::Page> restore_page(Command& command, const v1::RestorePageRequest& request) {
  storage::Transaction& txn = command.txn;
  PlacedPage before;
  TRY(before.page, named_page(txn, request.page()));
  TRY(const Id id, Id::parse(before.page.id()));
  TRY(before.place, place_of_page(txn, before.page));
  CHECKED(check_may_write(txn, command.actor, before.place));
  if (before.page.trashed_at_ms() == 0) {
    TRY(const bool is_gone, is_in_trash(txn, before.page));
    if (!is_gone) return before.page;
    return fail(Code::kState,
                "It is in the trash with a page above it. Bring that one back, and this one comes "
                "with it.");
  }
  TRY(const Spot spot, spot_for_restored(txn, before.place, id, before.page));
  PlacedPage after = before;
  after.page.clear_trashed_at_ms();
  after.page.clear_trashed_by();
  after.page.set_parent(spot.parent.is_nil() ? std::string() : spot.parent.text());
  after.page.set_rank(spot.rank);
  CHECKED(put_page(txn, &before, after));
  return after.page;
}

Status empty_trash(storage::Transaction& txn, std::string_view payload) {
  storage::KeyReader parts(payload);
  const Id id = parts.id();
  const auto trashed_at_ms = static_cast<std::int64_t>(parts.u64());
  TRY(const auto page, storage::find<v1::Page>(txn, id));
  // Restored meanwhile; perhaps thrown away again, and then that has its own day.
  if (!page || page->trashed_at_ms() != trashed_at_ms) return {};
  TRY(const Place place, place_of_page(txn, *page));
  CHECKED(erase_page(txn, {.place = place, .page = *page}));
  return erase_below(txn, below(place, id));
}

Status erase_below(storage::Transaction& txn, std::string_view payload) {
  storage::KeyReader parts(payload);
  const Place place = parts.scope();
  const Id page = parts.id();
  TRY(const bool is_history_gone, erase_history(txn, page, kErasedPageRowsMax));
  TRY(const bool is_told, erase_merge_notices(txn, page, kErasedPageRowsMax / 2));
  TRY(const bool is_talk_gone, erase_talk(txn, page, kErasedPageRowsMax / 2));
  TRY(const Children children, children_of(txn, place, page, {}, kErasedPageRowsMax / 10));
  for (const Id& child : children.pages) {
    TRY(const auto entity, storage::find<v1::Page>(txn, child));
    if (!entity) return fail(Code::kDataLoss, "A page is missing. Run fika-server verify.");
    CHECKED(erase_page(txn, {.place = place, .page = *entity}));
    txn.schedule(txn.time_ms(), std::string(kEraseBelow), below(place, child));
  }
  // A community that was merged into another meanwhile has taken some of them there.
  TRY(const Place present, storage::present_scope(txn, place));
  if (!is_history_gone || !is_told || !is_talk_gone || !children.next.empty()) {
    txn.schedule(txn.time_ms(), std::string(kEraseBelow), below(place, page));
  } else if (present != place) {
    txn.schedule(txn.time_ms(), std::string(kEraseBelow), below(present, page));
  }
  return {};
}

}  // namespace fika::domain
