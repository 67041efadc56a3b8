// SPDX-License-Identifier: GPL-3.0-or-later
// Everybody with an account, found by e-mail address and by name. People are added and changed
// through these functions alone, so that the look-ups stay in step with the entities. Used by
// people, sign-in, init and import.
#pragma once

#include <fika/v1/people.pb.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/index.h"
#include "storage/transaction.h"

namespace fika::domain {

// email (lower case) -> person:16
inline constexpr storage::IndexTable kPersonByEmail{.number = 110, .name = "person_by_email"};
// folded name, NUL, person:16 -> nothing
inline constexpr storage::IndexTable kPeopleByName{.number = 111, .name = "people_by_name"};
// folded name from one of its words on, NUL, person:16 -> nothing
inline constexpr storage::IndexTable kPeopleByWord{.number = 112, .name = "people_by_word"};
// person:16 -> nothing: administrators who are not deactivated
inline constexpr storage::IndexTable kActiveAdmins{.number = 113, .name = "active_admins"};

// create_person() and the look-ups. A former colleague has no account and is in none of them. Name,
// e-mail and role are checked already (profile_fields.h); kExists when id or e-mail is taken.
Status add_person(storage::Transaction& txn, const v1::Person& person,
                  const v1::PersonSettings& settings);
// Puts `after` in place of `before`, and the new name or guest mark wherever it shows. Nothing
// happens when they are the same.
Status change_person(storage::Transaction& txn, const v1::Person& before, const v1::Person& after);

// Gives the person another e-mail address, or none; the one before is free again. It is checked
// already; kExists when somebody else has it.
Status change_email(storage::Transaction& txn, const Id& person, const std::string& email);

// `email` in any case.
Result<std::optional<Id>> person_by_email(const storage::Reader& reader, std::string_view email);
// kNotFound unless there is such a person.
Result<v1::Person> person_with(const storage::Reader& reader, const Id& organisation,
                               const Id& person);
// Whether somebody else could still administer.
Result<bool> has_other_admin(const storage::Reader& reader, const Id& person);

// People by name, those whose name goes on with the folded `prefix` from a word; each once.
// `position` is empty or what an earlier visit was given; false ends.
Status for_each_person(
    const storage::Reader& reader, const Id& organisation, const std::string& prefix,
    const std::string& position,
    const std::function<bool(v1::Person&& person, std::string_view position)>& visit);

}  // namespace fika::domain
