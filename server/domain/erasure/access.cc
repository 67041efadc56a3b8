// SPDX-License-Identifier: GPL-3.0-or-later
// Shutting the person out comes first: an erasure that is interrupted leaves nobody signed in.
#include "server/domain/sign_in/access.h"

#include <fika/store/v1/storage.pb.h>
#include <set>

#include "server/domain/erasure/phases.h"
#include "server/domain/people/directory.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/secrets.h"

namespace fika::domain {
namespace {

Status check_not_last_admin(const storage::Reader& reader, const Subject& subject) {
  if (subject.person.role() != v1::ROLE_ADMIN || subject.person.deactivated()) return {};
  TRY(const bool has_other, has_other_admin(reader, subject.id));
  if (has_other) return {};
  return fail(Code::kState,
              "This is the last administrator. Make somebody else an administrator first.");
}

// What waits to end a secret or an invitation of the person. One whose secret has ended already
// does nothing any more, and nobody could say whose it was: it goes too.
Status erase_due(storage::Transaction& txn, const std::set<std::string>& payloads) {
  std::vector<std::string> keys;
  Status status;
  CHECKED(txn.scan(storage::Table::kDue, {}, [&](std::string_view key, std::string_view value) {
    store::v1::DueCommand due;
    if (!due.ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;
    if (due.name() == kExpireSecret) {
      const auto secret = storage::find_index(txn, kSecrets, due.payload());
      if (!secret) status = std::unexpected(secret.error());
      if (!secret) return false;
      if (!*secret || payloads.contains(due.payload())) keys.emplace_back(key);
    } else if (due.name() == kExpireInvitation && payloads.contains(due.payload())) {
      keys.emplace_back(key);
    }
    return true;
  }));
  CHECKED(status);
  for (std::string& key : keys) txn.erase_row(storage::Table::kDue, std::move(key));
  return {};
}

Result<std::set<std::string>> payloads_of(const storage::Reader& reader, const Subject& subject,
                                          const std::vector<Row>& secrets) {
  std::set<std::string> payloads;
  for (const Row& row : secrets) payloads.insert(row.key.substr(subject.id.bytes().size()));
  TRY(const auto invitations, all_invitations(reader));
  for (const store::v1::StoredInvitation& stored : invitations) {
    if (stored.invitation().created_by() != subject.id.text()) continue;
    TRY(const Id id, Id::parse(stored.invitation().id()));
    payloads.emplace(id.bytes());
  }
  return payloads;
}

}  // namespace

Result<std::string> shut_out(storage::Transaction& txn, const Subject& subject, const std::string&,
                             std::size_t) {
  CHECKED(check_not_last_admin(txn, subject));
  v1::Person deactivated = subject.person;
  deactivated.set_deactivated(true);
  CHECKED(change_person(txn, subject.person, deactivated));
  // A person has few: kSignInsMax, kTokensMax and a link.
  TRY(const Stretch secrets,
      index_stretch(txn, kSecretsOfPerson, subject.id.bytes(), {}, SIZE_MAX));
  TRY(const auto payloads, payloads_of(txn, subject, secrets.rows));
  CHECKED(erase_due(txn, payloads));
  CHECKED(end_access(txn, subject.id));
  CHECKED(end_invitations_by(txn, subject.id));
  for (const Row& row : secrets.rows) txn.erase_index(kSecretsOfPerson, row.key);
  TRY(const auto credential, storage::find_index(txn, kCredentials, subject.id.bytes()));
  if (credential) txn.erase_index(kCredentials, subject.id.bytes());
  return std::string();
}

}  // namespace fika::domain
