// SPDX-License-Identifier: GPL-3.0-or-later
// One-time links and the codes that go with them: two secrets for one right, which using either
// ends.
#include "server/domain/people/directory.h"
#include "server/domain/sign_in/access.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in.h"

namespace fika::domain {
namespace {

// Unknown, used, expired, of somebody deactivated: all alike.
std::unexpected<Error> not_good() {
  return fail(
      Code::kUnauthenticated,
      "This link or code is not good, or not any more. Ask an administrator for a new one.");
}

void put_link(storage::Transaction& txn, const Id& person, const std::string& text,
              std::int64_t expires_at_ms) {
  store::v1::Secret secret;
  secret.set_use(store::v1::SECRET_USE_SIGN_IN_LINK);
  secret.set_person(std::string(person.bytes()));
  secret.set_expires_at_ms(expires_at_ms);
  put_secret(txn, hash_secret(canonical_secret(text)), secret);
}

}  // namespace

Result<v1::SignInLink> create_sign_in_link(Command& command,
                                           const v1::CreateSignInLinkRequest& request) {
  TRY(const Id id, Id::parse(request.person(), "person"));
  TRY(const auto person, person_with(command.txn, command.organisation, id));
  if (person.former_colleague() || person.deactivated()) {
    return fail(Code::kState, "This person has no account in use, so no link can let them in.");
  }
  CHECKED(end_links(command.txn, id));
  v1::SignInLink link;
  link.set_secret(secret_text(command.prepared));
  link.set_code(code_text(command.prepared.substr(kSecretRandomBytes)));
  link.set_expires_at_ms(command.txn.time_ms() + kSignInLinkMs);
  link.set_code_expires_at_ms(command.txn.time_ms() + kSignInCodeMs);
  put_link(command.txn, id, link.secret(), link.expires_at_ms());
  put_link(command.txn, id, link.code(), link.code_expires_at_ms());
  return link;
}

Result<v1::SignedIn> sign_in_with_link(Command& command, const v1::SignInWithLinkRequest& request) {
  const std::string hash = hash_secret(canonical_secret(request.secret()));
  TRY(const auto secret, find_secret(command.txn, hash, command.txn.time_ms()));
  if (!secret || secret->use() != store::v1::SECRET_USE_SIGN_IN_LINK) return not_good();
  const Id id = Id::from_bytes(secret->person());
  TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {id}));
  if (!person || person->deactivated()) return not_good();
  CHECKED(end_links(command.txn, id));
  return begin_sign_in(command.txn, id, request.device(), command.prepared);
}

}  // namespace fika::domain
