// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/communities/documents.h"

#include <fika/v1/communities.pb.h>

#include "server/domain/organisation_setup.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

Status build(const storage::Reader& reader, const v1::Community& community,
             std::vector<search::Document>& out) {
  if (!community.merged_into().empty()) return {};
  search::Document document;
  document.kind = search::Kind::kCommunity;
  TRY(document.id, Id::parse(community.id()));
  document.root = document.id;
  document.scope = community_scope(document.id);
  if (community.openness() != v1::OPENNESS_PRIVATE) {
    TRY(const auto organisation, organisation_id(reader));
    if (organisation) document.scope = organisation_scope(*organisation);
  }
  document.community = document.id;
  document.time_ms = community.created_at_ms();
  document.title = community.name();
  document.text = community.purpose();
  for (const std::string* field : {&community.theme(), &community.rhythm()}) {
    if (!field->empty()) document.text += "\n" + *field;
  }
  if (community.imported()) document.states.push_back(search::State::kImported);
  if (community.openness() != v1::OPENNESS_PRIVATE) {
    // Guests read nothing of the organisation's, and find where they are all the same.
    search::Document& inside = out.emplace_back(document);
    inside.scope = community_scope(document.id);
    inside.anchor = "inside";
  }
  out.push_back(std::move(document));
  return {};
}

}  // namespace

std::vector<search::DocumentRow> community_documents() {
  return {search::documents_of<v1::Community, &build>()};
}

}  // namespace fika::domain
