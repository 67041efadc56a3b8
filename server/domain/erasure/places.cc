// SPDX-License-Identifier: GPL-3.0-or-later
// Where the person was: communities, conversations, and those they asked to be let into.
#include <fika/v1/communities.pb.h>

#include "server/domain/communities/communities.h"
#include "server/domain/communities/requests.h"
#include "server/domain/erasure/phases.h"
#include "server/domain/importing/importing.h"
#include "server/domain/members.h"

namespace fika::domain {
namespace {

Status leave(storage::Transaction& txn, const Subject& subject, const storage::Scope& scope) {
  if (scope.kind == v1::SCOPE_KIND_COMMUNITY) {
    CHECKED(dismiss_member(txn, scope.id, subject.id));
  } else {
    CHECKED(remove_member(txn, scope, subject.id));
  }
  TRY(const auto member, storage::find<v1::Member>(txn, scope.id, {subject.id}));
  if (!member) return {};
  v1::Member nameless = *member;
  nameless.set_name(std::string(kFormerColleague));
  nameless.set_guest(false);
  if (nameless.SerializeAsString() == member->SerializeAsString()) return {};
  return txn.put(nameless);
}

}  // namespace

Result<std::string> leave_places(storage::Transaction& txn, const Subject& subject,
                                 const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, index_stretch(txn, kMemberships, subject.id.bytes(), from, rows_max));
  for (const Row& row : found.rows) {
    storage::KeyReader parts(row.key);
    parts.id();
    CHECKED(leave(txn, subject, parts.scope()));
  }
  return found.next;
}

Result<std::string> erase_subscriptions(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, index_stretch(txn, kSubscriptions, subject.id.bytes(), from, rows_max));
  for (const Row& row : found.rows) txn.erase_index(kSubscriptions, row.key);
  return found.next;
}

Result<std::string> erase_join_requests(storage::Transaction& txn, const Subject& subject,
                                        const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, index_stretch(txn, kJoinRequests, {}, from, rows_max));
  for (const Row& row : found.rows) {
    storage::KeyReader parts(row.key);
    const Id community = parts.id();
    if (parts.id() == subject.id) CHECKED(settle_join_request(txn, community, subject.id));
  }
  return found.next;
}

Result<std::string> erase_stand_ins(storage::Transaction& txn, const Subject& subject,
                                    const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, index_stretch(txn, kStandIns, {}, from, rows_max));
  for (const Row& row : found.rows) {
    if (row.value == subject.id.bytes()) txn.erase_index(kStandIns, row.key);
  }
  return found.next;
}

}  // namespace fika::domain
