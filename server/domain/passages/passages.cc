// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/passages/passages.h"

#include <utility>

#include "server/domain/passages/following.h"
#include "server/domain/passages/handlers.h"
#include "server/domain/passages/positions.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::string row_key(const Id& page, const Id& message) {
  return storage::KeyWriter().id(page).id(message).take();
}

void place_one(const Following& following, const Positions& before, const Positions& after,
               const v1::Passage& passage, store::v1::PlacedPassage& placed) {
  const merging::Range old_points{passage.start(), passage.end()};
  const auto found = passage.orphaned() ? following.come_back(passage.quote())
                                        : following.follow(before.bytes_of(old_points));
  placed.set_old_start(passage.start());
  placed.set_old_end(passage.end());
  placed.set_was_orphaned(passage.orphaned());
  placed.set_orphaned(!found);
  const merging::Range points = found ? after.points_of(*found) : old_points;
  placed.set_start(static_cast<std::uint32_t>(points.begin));
  placed.set_end(static_cast<std::uint32_t>(points.end));
}

// Nothing without such a passage.
Result<std::optional<v1::Passage>> placed_now(const v1::Passage& passage,
                                              const store::v1::PlacedPassage& placed) {
  TRY(const Id message, Id::parse(passage.message()));
  if (placed.message() != message.bytes() || placed.old_start() != passage.start() ||
      placed.old_end() != passage.end() || placed.was_orphaned() != passage.orphaned()) {
    return std::optional<v1::Passage>();
  }
  v1::Passage now = passage;
  now.set_start(placed.start());
  now.set_end(placed.end());
  now.set_orphaned(placed.orphaned());
  return std::optional(std::move(now));
}

}  // namespace

Result<std::vector<v1::Passage>> open_passages(const storage::Reader& reader, const Id& page) {
  std::vector<Id> messages;
  CHECKED(storage::scan_index(reader, kOpenPassages,
                              {.prefix = std::string(page.bytes()), .bound = {}},
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                messages.push_back(parts.id());
                                return true;
                              }));
  std::vector<v1::Passage> passages;
  for (const Id& message : messages) {
    TRY(auto passage, storage::find<v1::Passage>(reader, page, {message}));
    if (!passage) return fail(Code::kDataLoss, "A passage is missing. Run fika-server verify.");
    passages.push_back(*std::move(passage));
  }
  return passages;
}

Status place_passages(const storage::Reader& reader, const Id& page, std::string_view before,
                      std::string_view after, store::v1::PreparedText& prepared) {
  prepared.clear_passages();
  TRY(const auto passages, open_passages(reader, page));
  if (passages.empty()) return {};
  TRY(const Following following, Following::between(before, after));
  const Positions old_positions(before), new_positions(after);
  for (const v1::Passage& passage : passages) {
    store::v1::PlacedPassage& placed = *prepared.add_passages();
    TRY(const Id message, Id::parse(passage.message()));
    placed.set_message(std::string(message.bytes()));
    place_one(following, old_positions, new_positions, passage, placed);
  }
  return {};
}

Status follow_text(storage::Transaction& txn, const Id& page,
                   const store::v1::PreparedText& prepared, std::uint64_t revision) {
  TRY(const auto passages, open_passages(txn, page));
  if (std::cmp_not_equal(passages.size(), prepared.passages_size())) return prepare_again();
  for (std::size_t i = 0; i < passages.size(); ++i) {
    TRY(auto now, placed_now(passages[i], prepared.passages(static_cast<int>(i))));
    if (!now) return prepare_again();
    const bool is_same = now->start() == passages[i].start() && now->end() == passages[i].end() &&
                         now->orphaned() == passages[i].orphaned();
    if (is_same) continue;
    now->set_revision(revision);
    CHECKED(txn.put(*now));
  }
  return {};
}

Status open_passage(storage::Transaction& txn, const v1::Passage& passage) {
  TRY(const Id page, Id::parse(passage.page()));
  TRY(const Id message, Id::parse(passage.message()));
  TRY(const auto others, open_passages(txn, page));
  if (others.size() >= kOpenPassagesMax) {
    return fail(Code::kLimit,
                "{} comments on passages of this page are open, as many as "
                "fit. Resolve some "
                "first.",
                others.size());
  }
  std::size_t bytes = passage.quote().size();
  for (const v1::Passage& other : others) bytes += other.quote().size();
  if (bytes > kOpenQuotesBytesMax) {
    return fail(Code::kLimit,
                "The passages of this page that are commented on are longer "
                "than {} KB together. "
                "Mark a shorter one, or resolve some first.",
                kOpenQuotesBytesMax / 1024);
  }
  CHECKED(txn.put(passage));
  txn.put_index(kOpenPassages, row_key(page, message), {});
  return {};
}

Status erase_passage(storage::Transaction& txn, const Id& page, const Id& message) {
  TRY(const auto passage, storage::find<v1::Passage>(txn, page, {message}));
  if (!passage) return {};
  txn.erase_index(kOpenPassages, row_key(page, message));
  return txn.erase<v1::Passage>(page, {message});
}

}  // namespace fika::domain
