// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/directory.h"

#include <algorithm>

#include "base/text.h"
#include "server/domain/members.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/people/name_order.h"

namespace fika::domain {
namespace {

std::string row_key(std::string_view folded, const Id& person) {
  return storage::KeyWriter().text_part(folded).id(person).take();
}

bool is_active_admin(const v1::Person& person) {
  return person.role() == v1::ROLE_ADMIN && !person.deactivated();
}

void list_name(storage::Transaction& txn, std::string_view name, const Id& person) {
  txn.put_index(kPeopleByName, row_key(fold_case(name), person), {});
  for (const std::string& start : name_starts(name)) {
    txn.put_index(kPeopleByWord, row_key(start, person), {});
  }
}

void unlist_name(storage::Transaction& txn, std::string_view name, const Id& person) {
  txn.erase_index(kPeopleByName, row_key(fold_case(name), person));
  for (const std::string& start : name_starts(name)) {
    txn.erase_index(kPeopleByWord, row_key(start, person));
  }
}

void list_admin(storage::Transaction& txn, const v1::Person& person, const Id& id) {
  if (is_active_admin(person)) {
    txn.put_index(kActiveAdmins, id.bytes(), {});
  } else {
    txn.erase_index(kActiveAdmins, id.bytes());
  }
}

// A person whose name has two words that begin so is met twice; the first meeting counts.
bool is_first_meeting(std::string_view name, std::string_view prefix, std::string_view start) {
  const std::vector<std::string> starts = name_starts(name);
  const auto first = std::find_if(starts.begin(), starts.end(), [&](const std::string& candidate) {
    return candidate.starts_with(prefix);
  });
  return first != starts.end() && *first == start;
}

}  // namespace

Status add_person(storage::Transaction& txn, const v1::Person& person,
                  const v1::PersonSettings& settings) {
  TRY(const Id id, Id::parse(person.id(), "The person's id"));
  // Also the id of something erased: its old readers would be told of the newcomer.
  TRY(const auto taken, storage::scope_of(txn, id));
  if (taken) return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
  CHECKED(create_person(txn, person, settings));
  if (person.former_colleague()) return {};
  if (!settings.email().empty()) {
    TRY(const auto holder, person_by_email(txn, settings.email()));
    if (holder) {
      return fail(Code::kExists, "This e-mail address has an account already. Sign in with it.");
    }
    txn.put_index(kPersonByEmail, to_lower_ascii(settings.email()), std::string(id.bytes()));
  }
  list_name(txn, person.name(), id);
  list_admin(txn, person, id);
  return {};
}

Status change_person(storage::Transaction& txn, const v1::Person& before, const v1::Person& after) {
  if (before.SerializeAsString() == after.SerializeAsString()) return {};
  TRY(const Id id, Id::parse(after.id()));
  CHECKED(txn.put(after));
  if (!after.former_colleague()) {
    if (before.name() != after.name()) {
      unlist_name(txn, before.name(), id);
      list_name(txn, after.name(), id);
    }
    list_admin(txn, after, id);
  }
  const bool was_guest = before.role() == v1::ROLE_GUEST;
  const bool is_guest = after.role() == v1::ROLE_GUEST;
  if (before.name() == after.name() && was_guest == is_guest) return {};
  return rename_member(txn, after);
}

Status change_email(storage::Transaction& txn, const Id& person, const std::string& email) {
  TRY(const auto found, storage::find<v1::PersonSettings>(txn, person));
  v1::PersonSettings settings = found.value_or(v1::PersonSettings{});
  settings.set_person(person.text());
  if (settings.email() == email) return {};
  const std::string before = to_lower_ascii(settings.email());
  const std::string after = to_lower_ascii(email);
  if (before != after) {
    TRY(const auto holder, person_by_email(txn, after));
    if (holder) {
      return fail(Code::kExists,
                  "This e-mail address belongs to an account already. Choose "
                  "another one.");
    }
    if (!before.empty()) txn.erase_index(kPersonByEmail, before);
    if (!after.empty()) txn.put_index(kPersonByEmail, after, std::string(person.bytes()));
  }
  settings.set_email(email);
  return txn.put(settings);
}

Result<std::optional<Id>> person_by_email(const storage::Reader& reader, std::string_view email) {
  if (email.empty()) return std::optional<Id>{};
  TRY(const auto row, storage::find_index(reader, kPersonByEmail, to_lower_ascii(email)));
  if (!row) return std::optional<Id>{};
  return std::optional(Id::from_bytes(*row));
}

Result<v1::Person> person_with(const storage::Reader& reader, const Id& organisation,
                               const Id& person) {
  TRY(auto found, storage::find<v1::Person>(reader, organisation, {person}));
  if (!found) return fail(Code::kNotFound, "There is no such person, or you may not see them.");
  return *std::move(found);
}

Result<bool> has_other_admin(const storage::Reader& reader, const Id& person) {
  bool found = false;
  CHECKED(
      storage::scan_index(reader, kActiveAdmins, {}, [&](std::string_view key, std::string_view) {
        found = key != person.bytes();
        return !found;
      }));
  return found;
}

Status for_each_person(
    const storage::Reader& reader, const Id& organisation, const std::string& prefix,
    const std::string& position,
    const std::function<bool(v1::Person&& person, std::string_view position)>& visit) {
  storage::Range range{.prefix = prefix, .bound = {}};
  // The least key above the one visited last.
  if (!position.empty()) range.bound = position + '\0';
  Status status;
  CHECKED(storage::scan_index(
      reader, prefix.empty() ? kPeopleByName : kPeopleByWord, range,
      [&](std::string_view key, std::string_view) {
        storage::KeyReader parts(key);
        const std::string_view start = parts.text_part();
        auto person = storage::find<v1::Person>(reader, organisation, {parts.id()});
        if (!person) {
          status = std::unexpected(std::move(person).error());
          return false;
        }
        if (!*person) return true;
        if (!prefix.empty() && !is_first_meeting((*person)->name(), prefix, start)) return true;
        return visit(**std::move(person), key);
      }));
  return status;
}

}  // namespace fika::domain
