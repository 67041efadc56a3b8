// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/checks_for_tests.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(SignInTest, SecretsAreHeldAgainstWhatTheyStandFor) {
  const Actor anna = added("Anna", "anna@example.org");
  const auto signed_in_anna = signed_in(anna.person);
  const auto made = token(anna, v1::TOKEN_SCOPE_READ);
  link_for(member_.person);
  v1::CreateInvitationRequest request;
  request.set_id(world_.fresh_id().text());
  request.set_role(v1::ROLE_MEMBER);
  const auto invitation =
      world_.call<v1::CreateInvitationReply>(world_.admin(), "CreateInvitation", request).value();
  ASSERT_TRUE(world_.write([&](storage::Transaction& txn) {
    return put_password_hash(txn, anna.person, "$argon2id$...");
  }));

  store::v1::Credential credential;
  credential.set_password_hash("$argon2id$...");
  const std::string sign_in_hash = hash_secret(signed_in_anna.secret());
  const std::string token_hash = hash_secret(made.secret());
  const auto listed = [](const Id& person, const std::string& hash) {
    return storage::KeyWriter().id(person).text(hash).take();
  };
  const auto without_sign_in = [&](storage::Transaction& txn) {
    return txn.erase<v1::SignIn>(anna.person, {Id::parse(signed_in_anna.sign_in().id()).value()});
  };
  v1::ApiToken widened = made.token();
  widened.set_scope(v1::TOKEN_SCOPE_WRITE);
  const std::string invited = bytes_of(Id::parse(invitation.invitation().id()).value());
  expect_found(
      world_, sign_in(),
      {{"A secret stands for nothing that is there", without_sign_in},
       with_entity("A secret stands for nothing that is there", widened),
       without_row("A secret stands for nothing that is there", kInvitations, invited),
       with_row("A row of an index cannot be read", kSecrets, token_hash, "\xff"),
       with_row("A row of an index cannot be read", kSecrets, "short"),
       without_row("A secret is not listed under its person", kSecretsOfPerson,
                   listed(anna.person, token_hash)),
       with_row("A secret is listed that is not there or another's", kSecretsOfPerson,
                listed(member_.person, token_hash)),
       without_row("A sign-in or token has no secret", kSecrets, sign_in_hash),
       without_row("A sign-in or token has no secret", kSecrets, token_hash),
       without_row("An invitation has no secret of its own", kSecrets,
                   hash_secret(invitation.secret())),
       with_row("A row of an index cannot be read", kCredentials, bytes_of(anna.person), "\xff"),
       with_row("A password is nobody's, or its person does not know of it", kCredentials,
                bytes_of(world_.fresh_id()), credential.SerializeAsString())});
}

}  // namespace
}  // namespace fika::domain
