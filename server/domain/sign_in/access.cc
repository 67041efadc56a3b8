// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/access.h"

#include <vector>

#include "base/text.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in.h"

namespace fika::domain {
namespace {

// Ids begin with their time: the first is the oldest.
Status make_room(storage::Transaction& txn, const Id& person) {
  TRY(const auto sign_ins, storage::all_of<v1::SignIn>(txn, person));
  if (sign_ins.size() < kSignInsMax) return {};
  TRY(const Id oldest, Id::parse(sign_ins.front().id()));
  return end_secrets(
      txn, person, [&](const store::v1::Secret& secret) { return secret.id() == oldest.bytes(); });
}

}  // namespace

Result<v1::SignedIn> begin_sign_in(storage::Transaction& txn, const Id& person,
                                   std::string_view device, std::string_view random) {
  v1::SignedIn signed_in;
  v1::SignIn& sign_in = *signed_in.mutable_sign_in();
  TRY(*sign_in.mutable_device(),
      checked_optional_line(device, kDeviceSizeMax, "The device's name"));
  CHECKED(make_room(txn, person));
  const Id id = txn.fresh_id();
  sign_in.set_person(person.text());
  sign_in.set_id(id.text());
  sign_in.set_created_at_ms(txn.time_ms());
  sign_in.set_expires_at_ms(txn.time_ms() + kSignInMs);
  CHECKED(txn.create(sign_in));
  signed_in.set_person(person.text());
  signed_in.set_secret(secret_text(random));
  store::v1::Secret secret;
  secret.set_use(store::v1::SECRET_USE_SIGN_IN);
  secret.set_person(std::string(person.bytes()));
  secret.set_id(std::string(id.bytes()));
  secret.set_scope(v1::TOKEN_SCOPE_ADMIN);
  secret.set_expires_at_ms(sign_in.expires_at_ms());
  put_secret(txn, hash_secret(signed_in.secret()), secret);
  return signed_in;
}

Status end_links(storage::Transaction& txn, const Id& person) {
  return end_secrets(txn, person, [](const store::v1::Secret& secret) {
    return secret.use() == store::v1::SECRET_USE_SIGN_IN_LINK;
  });
}

Status end_access(storage::Transaction& txn, const Id& person) {
  return end_secrets(txn, person, [](const store::v1::Secret&) { return true; });
}

Status end_invitations_by(storage::Transaction& txn, const Id& person) {
  TRY(const auto invitations, all_invitations(txn));
  const std::string maker = person.text();
  for (const store::v1::StoredInvitation& invitation : invitations) {
    if (invitation.invitation().created_by() == maker) CHECKED(end_invitation(txn, invitation));
  }
  return {};
}

}  // namespace fika::domain
