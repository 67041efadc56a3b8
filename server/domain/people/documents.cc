// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/documents.h"

#include <fika/v1/people.pb.h>

#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

Status build(const storage::Reader&, const v1::Person& person, std::vector<search::Document>& out) {
  if (person.deactivated() || person.former_colleague() || person.name().empty()) return {};
  TRY(const Id organisation, Id::parse(person.organisation()));
  search::Document document;
  document.kind = search::Kind::kPerson;
  TRY(document.id, Id::parse(person.id()));
  // By itself, or all people would be shown as one hit. The person's own scope is for what nobody
  // else sees; the profile is the organisation's.
  document.root = document.id;
  document.scope = organisation_scope(organisation);
  document.time_ms = person.created_at_ms();
  document.title = person.name();
  for (const std::string* field : {&person.pronouns(), &person.unit(), &person.site()}) {
    if (field->empty()) continue;
    if (!document.text.empty()) document.text += ", ";
    document.text += *field;
  }
  out.push_back(std::move(document));
  return {};
}

}  // namespace

std::vector<search::DocumentRow> person_documents() {
  return {search::documents_of<v1::Person, &build>()};
}

}  // namespace fika::domain
