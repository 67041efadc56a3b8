// SPDX-License-Identifier: GPL-3.0-or-later
// The directory's tables against the people, both ways.
#include <algorithm>

#include "base/text.h"
#include "server/domain/checks.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/handlers.h"
#include "server/domain/people/name_order.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr RowForm kNamed{.key_min = kIdBytes + 1, .value_max = 0};

bool is_start_of(std::string_view name, std::string_view folded) {
  const auto starts = name_starts(name);
  return std::ranges::find(starts, folded) != starts.end();
}

class PeopleCheck {
 public:
  PeopleCheck(const storage::Reader& reader, storage::Findings& findings, const Id& organisation)
      : reader_(reader), findings_(findings), organisation_(organisation) {}

  Status run() {
    CHECKED(each_entity<v1::Person>(
        reader_, [this](const v1::Person& person) { return see_person(person); }));
    CHECKED(each_entity<v1::PersonSettings>(
        reader_, [this](const v1::PersonSettings& settings) { return see_settings(settings); }));
    CHECKED(each_row(
        reader_, findings_, kPersonByEmail, {.value_min = kIdBytes, .value_max = kIdBytes},
        [this](std::string_view key, std::string_view value) { return see_email(key, value); }));
    for (const auto* table : {&kPeopleByName, &kPeopleByWord}) {
      CHECKED(
          each_row(reader_, findings_, *table, kNamed,
                   [&](std::string_view key, std::string_view) { return see_name(*table, key); }));
    }
    return each_row(reader_, findings_, kActiveAdmins, row_form(kIdBytes, 0),
                    [this](std::string_view key, std::string_view) { return see_admin(key); });
  }

 private:
  static bool is_active_admin(const v1::Person& person) {
    return person.role() == v1::ROLE_ADMIN && !person.deactivated() && !person.former_colleague();
  }
  Result<std::optional<v1::Person>> person(std::string_view id) const {
    return storage::find<v1::Person>(reader_, organisation_, {Id::from_bytes(id)});
  }
  Status expect(const storage::IndexTable& table, std::string_view key, bool is_wanted,
                const char* fault, const Id& id) {
    TRY(const bool is_there, has_index(reader_, table, key));
    if (is_there != is_wanted) findings_.add(fault, id.text());
    return {};
  }

  Status see_person(const v1::Person& person) {
    findings_.looked_at("people", 1);
    const Id id = id_or_nil(person.id());
    CHECKED(expect(kActiveAdmins, id.bytes(), is_active_admin(person),
                   "A person is counted among the administrators wrongly, or not at all", id));
    if (person.former_colleague()) return {};
    const auto key = [&](std::string_view folded) {
      return storage::KeyWriter().text_part(folded).id(id).take();
    };
    CHECKED(expect(kPeopleByName, key(fold_case(person.name())), true,
                   "A person is not found by name", id));
    for (const std::string& start : name_starts(person.name())) {
      CHECKED(expect(kPeopleByWord, key(start), true, "A person is not found by a word of the name",
                     id));
    }
    const auto subscription = [&](const storage::Scope& scope) {
      return storage::KeyWriter().id(id).scope(scope).take();
    };
    CHECKED(expect(kSubscriptions, subscription(person_scope(id)), true,
                   "A person does not receive what is their own", id));
    return expect(kSubscriptions, subscription(organisation_scope(organisation_)),
                  person.role() != v1::ROLE_GUEST,
                  "A guest receives the organisation's changes, or a colleague does not", id);
  }

  Status see_settings(const v1::PersonSettings& settings) {
    if (settings.email().empty()) return {};
    TRY(const auto holder,
        storage::find_index(reader_, kPersonByEmail, to_lower_ascii(settings.email())));
    const Id id = id_or_nil(settings.person());
    if (holder != id.bytes()) findings_.add("A person is not found by e-mail address", id.text());
    return {};
  }

  Status see_email(std::string_view email, std::string_view id) {
    TRY(const auto settings, storage::find<v1::PersonSettings>(reader_, Id::from_bytes(id)));
    if (!settings || to_lower_ascii(settings->email()) != email) {
      findings_.add("An e-mail address leads to somebody who does not have it",
                    Id::from_bytes(id).text());
    }
    return {};
  }

  Status see_name(const storage::IndexTable& table, std::string_view key) {
    const std::string_view id = key.substr(key.size() - kIdBytes);
    const std::string_view ended = key.substr(0, key.size() - kIdBytes);
    if (!ended.ends_with('\0')) return unreadable();
    const std::string_view folded = ended.substr(0, ended.size() - 1);
    TRY(const auto found, person(id));
    bool is_right = found && !found->former_colleague();
    if (is_right && table.number == kPeopleByName.number) {
      is_right = fold_case(found->name()) == folded;
    } else if (is_right) {
      is_right = is_start_of(found->name(), folded);
    }
    if (!is_right) {
      findings_.add("A name leads to somebody who does not have it", Id::from_bytes(id).text());
    }
    return {};
  }

  Status see_admin(std::string_view id) {
    TRY(const auto found, person(id));
    if (!found) {
      findings_.add("Somebody counts as an administrator who is not there",
                    Id::from_bytes(id).text());
    }
    return {};
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
  const Id organisation_;
};

}  // namespace

Status check_people(const storage::Reader& reader, storage::Findings& findings) {
  TRY(const auto organisation, organisation_id(reader));
  if (!organisation) return {};
  return PeopleCheck(reader, findings, *organisation).run();
}

}  // namespace fika::domain
