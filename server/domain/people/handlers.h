// SPDX-License-Identifier: GPL-3.0-or-later
// The handlers of PeopleService, for policy.cc alone.
#pragma once

#include <fika/v1/people.pb.h>

#include "server/domain/method.h"

namespace fika::domain {

Result<v1::Me> get_me(const Query& query, const v1::GetMeRequest& request);
Result<v1::Person> get_person(const Query& query, const v1::GetPersonRequest& request);
Result<v1::ListPeopleReply> list_people(const Query& query, const v1::ListPeopleRequest& request);
Result<v1::Person> find_person_by_email(const Query& query,
                                        const v1::FindPersonByEmailRequest& request);
Status add_own_settings_to(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot);

Result<v1::Me> update_profile(Command& command, const v1::UpdateProfileRequest& request);
Result<v1::Person> add_new_person(Command& command, const v1::AddPersonRequest& request);
Result<v1::Person> set_role(Command& command, const v1::SetRoleRequest& request);
Result<v1::Person> set_email(Command& command, const v1::SetEmailRequest& request);
Result<v1::Person> deactivate_person(Command& command, const v1::DeactivatePersonRequest& request);
Result<v1::Person> reactivate_person(Command& command, const v1::ReactivatePersonRequest& request);

// check.cc: part of fika-server verify.
Status check_people(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
