// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets against what they stand for, both ways. A secret without its row lets nobody in, but what
// it stood for could not be revoked any more.
#include <fika/v1/people.pb.h>

#include "server/domain/checks.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/secrets.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;

class SignInCheck {
 public:
  SignInCheck(const storage::Reader& reader, storage::Findings& findings)
      : reader_(reader), findings_(findings) {}

  Status run() {
    CHECKED(each_row(
        reader_, findings_, kSecrets, {.key_min = kSecretHashBytes, .key_max = kSecretHashBytes},
        [this](std::string_view key, std::string_view value) { return see_secret(key, value); }));
    CHECKED(each_row(reader_, findings_, kSecretsOfPerson, row_form(kIdBytes + kSecretHashBytes, 0),
                     [this](std::string_view key, std::string_view) { return see_listed(key); }));
    CHECKED(each_row(reader_, findings_, kInvitations, {.key_min = kIdBytes, .key_max = kIdBytes},
                     [this](std::string_view key, std::string_view value) {
                       return see_invitation(key, value);
                     }));
    CHECKED(each_row(reader_, findings_, kCredentials, {.key_min = kIdBytes, .key_max = kIdBytes},
                     [this](std::string_view key, std::string_view value) {
                       return see_credential(key, value);
                     }));
    CHECKED(each_entity<v1::SignIn>(
        reader_, [this](const v1::SignIn& one) { return see_held(one.person(), one.id()); }));
    return each_entity<v1::ApiToken>(
        reader_, [this](const v1::ApiToken& one) { return see_held(one.person(), one.id()); });
  }

 private:
  Result<bool> is_person(const Id& id) const {
    TRY(const auto place, storage::place_of(reader_, id));
    return place && place->kind == storage::entity_type<v1::Person>().kind();
  }
  // What the secret is for is there.
  Result<bool> stands_for_something(std::string_view hash, const store::v1::Secret& secret,
                                    const Id& person) const {
    const Id id = secret.id().size() == kIdBytes ? Id::from_bytes(secret.id()) : Id();
    switch (secret.use()) {
      case store::v1::SECRET_USE_SIGN_IN: {
        TRY(const auto sign_in, storage::find<v1::SignIn>(reader_, person, {id}));
        return sign_in.has_value();
      }
      case store::v1::SECRET_USE_API_TOKEN: {
        TRY(const auto token, storage::find<v1::ApiToken>(reader_, person, {id}));
        return token && token->scope() == secret.scope();
      }
      case store::v1::SECRET_USE_SIGN_IN_LINK:
        return is_person(person);
      case store::v1::SECRET_USE_INVITATION: {
        TRY(const auto stored,
            storage::find_index_as<store::v1::StoredInvitation>(reader_, kInvitations, id.bytes()));
        return stored && stored->secret_hash() == hash;
      }
      default:
        return false;
    }
  }

  Status see_secret(std::string_view hash, std::string_view value) {
    findings_.looked_at("secrets", 1);
    TRY(const auto secret, row_as<store::v1::Secret>(value));
    const bool has_person = secret.person().size() == kIdBytes;
    if (!has_person && secret.use() != store::v1::SECRET_USE_INVITATION) return unreadable();
    const Id person = has_person ? Id::from_bytes(secret.person()) : Id();
    TRY(const bool stands, stands_for_something(hash, secret, person));
    if (!stands) findings_.add("A secret stands for nothing that is there", person.text());
    if (!has_person) return {};
    TRY(const bool is_listed,
        has_index(reader_, kSecretsOfPerson, storage::KeyWriter().id(person).text(hash).take()));
    if (!is_listed) findings_.add("A secret is not listed under its person", person.text());
    return {};
  }

  Status see_listed(std::string_view key) {
    const std::string_view person = key.substr(0, kIdBytes);
    TRY(const auto secret,
        storage::find_index_as<store::v1::Secret>(reader_, kSecrets, key.substr(kIdBytes)));
    if (!secret || secret->person() != person) {
      findings_.add("A secret is listed that is not there or another's",
                    Id::from_bytes(person).text());
    }
    return {};
  }

  Status see_invitation(std::string_view key, std::string_view value) {
    TRY(const auto stored, row_as<store::v1::StoredInvitation>(value));
    TRY(const auto secret,
        storage::find_index_as<store::v1::Secret>(reader_, kSecrets, stored.secret_hash()));
    const std::string id = Id::from_bytes(key).text();
    if (!secret || secret->use() != store::v1::SECRET_USE_INVITATION || secret->id() != key) {
      findings_.add("An invitation has no secret of its own", id);
    }
    if (stored.invitation().id() != id || stored.invitation().uses_left() == 0) {
      findings_.add("An invitation does not say what its row says", id);
    }
    return {};
  }

  Status see_credential(std::string_view key, std::string_view value) {
    TRY(const auto credential, row_as<store::v1::Credential>(value));
    const Id person = Id::from_bytes(key);
    TRY(const auto settings, storage::find<v1::PersonSettings>(reader_, person));
    if (!settings || settings->has_password() == credential.password_hash().empty()) {
      findings_.add("A password is nobody's, or its person does not know of it", person.text());
    }
    return {};
  }

  // Some secret of the person is for it: they have a hundred or so.
  Status see_held(const std::string& person, const std::string& id) {
    const Id holder = id_or_nil(person);
    const Id wanted = id_or_nil(id);
    const storage::Range range{.prefix = std::string(holder.bytes()), .bound = {}};
    bool is_found = false;
    Status status;
    CHECKED(storage::scan_index(
        reader_, kSecretsOfPerson, range, [&](std::string_view key, std::string_view) {
          const auto secret =
              storage::find_index_as<store::v1::Secret>(reader_, kSecrets, key.substr(kIdBytes));
          if (!secret) status = std::unexpected(secret.error());
          is_found = secret && *secret && (*secret)->id() == wanted.bytes();
          return status && !is_found;
        }));
    CHECKED(status);
    if (!is_found) findings_.add("A sign-in or token has no secret", wanted.text());
    return {};
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
};

}  // namespace

Status check_sign_in(const storage::Reader& reader, storage::Findings& findings) {
  return SignInCheck(reader, findings).run();
}

}  // namespace fika::domain
