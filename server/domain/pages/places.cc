// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/places.h"

#include <fika/v1/communities.pb.h>

#include "server/domain/communities/communities.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::unexpected<Error> no_such_community() {
  return fail(Code::kNotFound, "There is no such community, or you may not see it.");
}

// A larger number for fewer readers. Whoever reads an open community's pages, but for its guests,
// reads the organisation's too.
Result<int> closedness_of(const storage::Reader& reader, const Place& place) {
  if (place.kind != v1::SCOPE_KIND_COMMUNITY) return 0;
  TRY(const auto community, storage::find<v1::Community>(reader, place.id));
  if (!community) return fail(Code::kDataLoss, "A community is missing. Run fika-server verify.");
  switch (community->openness()) {
    case v1::OPENNESS_OPEN:
      return 0;
    case v1::OPENNESS_ON_REQUEST:
      return 1;
    default:
      return 2;
  }
}

}  // namespace

Result<Place> named_place(const storage::Reader& reader, const Id& organisation,
                          std::string_view community) {
  if (community.empty()) return organisation_scope(organisation);
  TRY(const Id id, Id::parse(community, "The community"));
  TRY(const auto entity, storage::find<v1::Community>(reader, id));
  if (!entity) return no_such_community();
  // One that was merged into another leads there.
  return storage::present_scope(reader, community_scope(id));
}

Result<Place> visible_place(const Query& query, std::string_view community) {
  TRY(const Place place, named_place(query.reader, query.organisation, community));
  TRY(const Relation relation, relation_to_scope(query.reader, query.actor, place));
  if (relation < Relation::kSees) return no_such_community();
  return place;
}

std::string community_of(const Place& place) {
  return place.kind == v1::SCOPE_KIND_COMMUNITY ? place.id.text() : std::string();
}

Status check_may_write(const storage::Reader& reader, const Actor& actor, const Place& place) {
  TRY(const Relation relation, relation_to_scope(reader, actor, place));
  if (relation < Relation::kKnows) return no_such_community();
  if (relation < Relation::kMember) {
    return fail(Code::kForbidden, "Only members write in a community's pages. Join first.");
  }
  if (place.kind == v1::SCOPE_KIND_COMMUNITY) return check_writable(reader, place.id);
  return {};
}

Status check_not_wider(const storage::Reader& reader, const Place& source, const Place& target) {
  TRY(const int from, closedness_of(reader, source));
  TRY(const int to, closedness_of(reader, target));
  if (to >= from) return {};
  return fail(Code::kForbidden,
              "More people could read it there. Only a steward of its community can move it; ask "
              "one.");
}

Result<std::vector<Place>> visible_places(const Query& query) {
  std::vector<Place> places;
  const auto add = [&](const Place& place) -> Status {
    TRY(const Relation relation, relation_to_scope(query.reader, query.actor, place));
    if (relation >= Relation::kSees) places.push_back(place);
    return {};
  };
  CHECKED(add(organisation_scope(query.organisation)));
  const auto kind = static_cast<std::uint16_t>(storage::entity_type<v1::Community>().kind());
  std::vector<Id> communities;
  const storage::Range range{.prefix = storage::KeyWriter().u16(kind).take(), .bound = {}};
  CHECKED(query.reader.scan(storage::Table::kEntities, range,
                            [&](std::string_view key, std::string_view) {
                              storage::KeyReader parts(key);
                              parts.u16();
                              communities.push_back(parts.id());
                              return true;
                            }));
  for (const Id& community : communities) CHECKED(add(community_scope(community)));
  return places;
}

Result<std::vector<Place>> asked_places(const Query& query, std::string_view community,
                                        bool everywhere) {
  if (!everywhere) {
    TRY(const Place place, visible_place(query, community));
    return std::vector<Place>{place};
  }
  if (!community.empty()) {
    return fail(Code::kInvalid, "Name a community or ask for everywhere, not both.");
  }
  return visible_places(query);
}

}  // namespace fika::domain
