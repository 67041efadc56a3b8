// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/members.h"

#include <vector>

#include "storage/entities.h"

namespace fika::domain {

Result<v1::Member> add_member(storage::Transaction& txn, const storage::Scope& scope,
                              const v1::Person& person, bool is_steward) {
  TRY(const Id person_id, Id::parse(person.id()));
  TRY(auto present, storage::find<v1::Member>(txn, scope.id, {person_id}));
  v1::Member member = present.value_or(v1::Member{});
  if (!present || member.left()) member.set_joined_at_ms(txn.time_ms());
  member.set_root(scope.id.text());
  member.set_person(person.id());
  member.set_name(person.name());
  member.set_guest(person.role() == v1::ROLE_GUEST);
  member.set_steward(is_steward);
  member.set_left(false);
  CHECKED(txn.put(member));
  txn.put_index(kMemberships, storage::KeyWriter().id(person_id).scope(scope).take(), {});
  if (!person.former_colleague()) CHECKED(subscribe(txn, person_id, scope));
  return member;
}

Result<bool> remember_member(storage::Transaction& txn, const storage::Scope& scope,
                             const v1::Person& person) {
  TRY(const Id person_id, Id::parse(person.id()));
  TRY(const auto present, storage::find<v1::Member>(txn, scope.id, {person_id}));
  if (present) return false;
  v1::Member member;
  member.set_root(scope.id.text());
  member.set_person(person.id());
  // Who has been erased has no name of their own any more.
  member.set_name(person.name().empty() ? std::string(kFormerColleague) : person.name());
  member.set_guest(person.role() == v1::ROLE_GUEST);
  member.set_left(true);
  CHECKED(txn.put(member));
  txn.put_index(kMemberships, storage::KeyWriter().id(person_id).scope(scope).take(), {});
  return true;
}

Status remove_member(storage::Transaction& txn, const storage::Scope& scope, const Id& person) {
  TRY(auto member, storage::find<v1::Member>(txn, scope.id, {person}));
  if (!member || member->left()) return {};
  member->set_left(true);
  member->set_steward(false);
  CHECKED(txn.put(*member));
  unsubscribe(txn, person, scope);
  return {};
}

Status rename_member(storage::Transaction& txn, const v1::Person& person) {
  TRY(const Id person_id, Id::parse(person.id()));
  std::vector<Id> roots;
  const storage::Range range{.prefix = std::string(person_id.bytes()), .bound = {}};
  CHECKED(
      storage::scan_index(txn, kMemberships, range, [&](std::string_view key, std::string_view) {
        storage::KeyReader parts(key);
        parts.id();
        roots.push_back(parts.scope().id);
        return true;
      }));
  for (const Id& root : roots) {
    TRY(auto member, storage::find<v1::Member>(txn, root, {person_id}));
    if (!member) continue;
    member->set_name(person.name());
    member->set_guest(person.role() == v1::ROLE_GUEST);
    CHECKED(txn.put(*member));
  }
  return {};
}

}  // namespace fika::domain
