// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/organisation_setup.h"

#include "base/text.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {
constexpr std::size_t kNameSizeMax = 80;
}

Result<std::optional<Id>> organisation_id(const storage::Reader& reader) {
  TRY(const auto row, storage::find_index(reader, kOrganisationId, "id"));
  if (!row) return std::optional<Id>{};
  return std::optional(Id::from_bytes(*row));
}

Result<v1::Organisation> found_organisation(storage::Transaction& txn, const Id& id,
                                            std::string_view name) {
  TRY(const auto present, organisation_id(txn));
  if (present) {
    return fail(Code::kState,
                "This data folder has an organisation already. Choose an empty folder.");
  }
  TRY(std::string checked_name, checked_line(name, kNameSizeMax, "The organisation's name"));
  v1::Organisation organisation;
  organisation.set_id(id.text());
  organisation.set_name(std::move(checked_name));
  organisation.set_created_at_ms(txn.time_ms());
  CHECKED(txn.set_scope(id, organisation_scope(id)));
  CHECKED(txn.create(organisation));
  txn.put_index(kOrganisationId, "id", std::string(id.bytes()));
  return organisation;
}

Status create_person(storage::Transaction& txn, const v1::Person& person,
                     const v1::PersonSettings& settings) {
  TRY(const Id id, Id::parse(person.id(), "The person's id"));
  TRY(const Id organisation, Id::parse(person.organisation()));
  CHECKED(txn.create(person));
  CHECKED(txn.set_scope(id, person_scope(id)));
  if (person.former_colleague()) return {};
  CHECKED(txn.create(settings));
  CHECKED(subscribe(txn, id, person_scope(id)));
  if (person.role() != v1::ROLE_GUEST) {
    CHECKED(subscribe(txn, id, organisation_scope(organisation)));
  }
  return {};
}

}  // namespace fika::domain
