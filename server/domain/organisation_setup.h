// SPDX-License-Identifier: GPL-3.0-or-later
// The first rows of a data folder: the organisation, and people's own roots. Used by init, sign-in,
// people and import.
#pragma once

#include <fika/v1/organisation.pb.h>
#include <fika/v1/people.pb.h>
#include <optional>

#include "base/result.h"
#include "server/domain/scopes.h"

namespace fika::domain {

// "id" -> 16 bytes: which root is the organisation.
inline constexpr storage::IndexTable kOrganisationId{.number = 3, .name = "organisation_id"};

// The organisation of this folder; nothing before init.
Result<std::optional<Id>> organisation_id(const storage::Reader& reader);

// kState when there is one already.
Result<v1::Organisation> found_organisation(storage::Transaction& txn, const Id& id,
                                            std::string_view name);

// Puts a new person with settings, makes the person a root and subscribes them to their own scope
// and, unless a guest, to the organisation. Former colleagues get no settings and no subscription.
// The caller has checked name and e-mail; kExists when the id is taken.
Status create_person(storage::Transaction& txn, const v1::Person& person,
                     const v1::PersonSettings& settings);

}  // namespace fika::domain
