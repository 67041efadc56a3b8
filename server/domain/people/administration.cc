// SPDX-License-Identifier: GPL-3.0-or-later
// What administrators do with people: adding, roles, addresses, deactivating.
#include "server/domain/erasure/asking.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/handlers.h"
#include "server/domain/people/profile_fields.h"
#include "server/domain/scopes.h"
#include "server/domain/sign_in/access.h"

namespace fika::domain {
namespace {

Result<v1::Person> account_of(const Command& command, const std::string& person) {
  TRY(const Id id, Id::parse(person, "person"));
  TRY(auto found, person_with(command.txn, command.organisation, id));
  if (found.former_colleague()) {
    return fail(Code::kState, "This is a former colleague without an account.");
  }
  return found;
}

Status check_not_last_admin(const Command& command, const v1::Person& person, const Id& id) {
  if (person.role() != v1::ROLE_ADMIN || person.deactivated()) return {};
  TRY(const bool has_other, has_other_admin(command.txn, id));
  if (has_other) return {};
  return fail(Code::kState,
              "This is the last administrator. Make somebody else an administrator first.");
}

}  // namespace

Result<v1::Person> add_new_person(Command& command, const v1::AddPersonRequest& request) {
  CHECKED(check_role(request.role()));
  TRY(const Id id, Id::parse(request.id(), "id"));
  v1::Person person;
  person.set_organisation(command.organisation.text());
  person.set_id(id.text());
  TRY(*person.mutable_name(), checked_person_name(request.name()));
  person.set_role(request.role());
  person.set_created_at_ms(command.txn.time_ms());
  v1::PersonSettings settings;
  settings.set_person(person.id());
  TRY(*settings.mutable_email(), checked_email(request.email()));
  CHECKED(add_person(command.txn, person, settings));
  return person;
}

Result<v1::Person> set_role(Command& command, const v1::SetRoleRequest& request) {
  CHECKED(check_role(request.role()));
  TRY(v1::Person before, account_of(command, request.person()));
  if (before.role() == request.role()) return before;
  TRY(const Id id, Id::parse(before.id()));
  CHECKED(check_not_last_admin(command, before, id));
  v1::Person after = before;
  after.set_role(request.role());
  CHECKED(change_person(command.txn, before, after));
  // Guests do not hold the organisation's scope.
  if (after.role() == v1::ROLE_GUEST) {
    unsubscribe(command.txn, id, organisation_scope(command.organisation));
  } else {
    CHECKED(subscribe(command.txn, id, organisation_scope(command.organisation)));
  }
  // Or else they would hold on to what they could give away as an administrator.
  if (before.role() == v1::ROLE_ADMIN) CHECKED(end_invitations_by(command.txn, id));
  return after;
}

Result<v1::Person> set_email(Command& command, const v1::SetEmailRequest& request) {
  TRY(v1::Person person, account_of(command, request.person()));
  TRY(const Id id, Id::parse(person.id()));
  TRY(const std::string email, checked_email(request.email()));
  if (email.empty()) {
    TRY(const auto settings, storage::find<v1::PersonSettings>(command.txn, id));
    if (settings && settings->has_password()) {
      return fail(Code::kState,
                  "{} signs in with this address and a password. Give another address instead.",
                  person.name());
    }
  }
  CHECKED(change_email(command.txn, id, email));
  CHECKED(end_links(command.txn, id));
  return person;
}

Result<v1::Person> deactivate_person(Command& command, const v1::DeactivatePersonRequest& request) {
  TRY(const v1::Person before, account_of(command, request.person()));
  TRY(const Id id, Id::parse(before.id()));
  CHECKED(check_not_last_admin(command, before, id));
  v1::Person after = before;
  after.set_deactivated(true);
  CHECKED(change_person(command.txn, before, after));
  CHECKED(end_access(command.txn, id));
  CHECKED(end_invitations_by(command.txn, id));
  return after;
}

Result<v1::Person> reactivate_person(Command& command, const v1::ReactivatePersonRequest& request) {
  TRY(const v1::Person before, account_of(command, request.person()));
  TRY(const Id id, Id::parse(before.id()));
  TRY(const bool is_going, is_erasure_asked(command.txn, id));
  if (is_going) return fail(Code::kState, "This person is being erased, which nothing takes back.");
  v1::Person after = before;
  after.set_deactivated(false);
  CHECKED(change_person(command.txn, before, after));
  return after;
}

}  // namespace fika::domain
