// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/writing.h"

#include "server/domain/members.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/people/directory.h"

namespace fika::domain {
namespace {

std::unexpected<Error> no_such_parent() {
  return fail(Code::kNotFound,
              "The page to stand below is not there any more. Look again, and choose another.");
}

}  // namespace

Result<WritablePage> writable_page(const storage::Reader& reader, const Actor& actor,
                                   std::string_view page) {
  WritablePage writable;
  TRY(writable.placed.page, named_page(reader, page));
  TRY(writable.id, Id::parse(page));
  TRY(writable.placed.place, place_of_page(reader, writable.placed.page));
  CHECKED(check_may_write(reader, actor, writable.placed.place));
  TRY(const bool is_gone, is_in_trash(reader, writable.placed.page));
  if (is_gone) {
    return fail(Code::kState, "The page {} is in the trash. Bring it back first.",
                writable.placed.page.title());
  }
  return writable;
}

Result<Spot> spot_in(const storage::Reader& reader, const Place& place, std::string_view parent,
                     std::string_view before, int height, const Id& moved) {
  Spot spot;
  int depth = 0;
  if (!parent.empty()) {
    TRY(spot.parent, Id::parse(parent, "The parent"));
    TRY(const auto page, storage::find<v1::Page>(reader, spot.parent));
    if (!page) return no_such_parent();
    TRY(const Place there, place_of_page(reader, *page));
    TRY(const bool is_gone, is_in_trash(reader, *page));
    if (there != place || is_gone) return no_such_parent();
    TRY(const auto above, ancestors_of(reader, *page));
    depth = static_cast<int>(above.size()) + 1;
    for (const v1::Page& ancestor : above) {
      if (ancestor.id() == moved.text()) spot.parent = moved;
    }
    if (spot.parent == moved) {
      return fail(Code::kInvalid, "A page cannot stand below itself. Choose another place.");
    }
  }
  if (depth + height > kPageDepthMax) {
    return fail(Code::kLimit, "The tree would be {} pages deep; {} fit. Choose a place higher up.",
                depth + height, kPageDepthMax);
  }
  Id sibling;
  if (!before.empty()) {
    TRY(sibling, Id::parse(before, "The page to stand in front of"));
  }
  TRY(spot.rank, rank_for(reader, place, spot.parent, sibling, moved));
  return spot;
}

Result<std::size_t> name_contributors(storage::Transaction& txn, const Place& place, const Id& page,
                                      std::size_t count_max) {
  if (place.kind != v1::SCOPE_KIND_COMMUNITY) return std::size_t{0};
  std::vector<Id> people;
  const storage::Range range{.prefix = std::string(page.bytes()), .bound = {}};
  CHECKED(
      storage::scan_index(txn, kContributors, range, [&](std::string_view key, std::string_view) {
        storage::KeyReader parts(key);
        parts.id();
        people.push_back(parts.id());
        return people.size() < count_max;
      }));
  TRY(const auto organisation, organisation_id(txn));
  std::size_t count = 0;
  for (const Id& id : people) {
    TRY(const auto person, storage::find<v1::Person>(txn, *organisation, {id}));
    if (!person) continue;
    TRY(const bool is_new, remember_member(txn, place, *person));
    if (is_new) ++count;
  }
  return count;
}

}  // namespace fika::domain
