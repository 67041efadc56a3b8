// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/first_admin.h"

#include "server/domain/organisation_setup.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/profile_fields.h"
#include "server/domain/sign_in/secrets.h"

namespace fika::domain {

Result<std::string> found_with_admin(storage::Transaction& txn, const Id& organisation,
                                     std::string_view name, std::string_view admin_email,
                                     std::string_view random) {
  TRY(const std::string email, checked_email(admin_email));
  if (email.empty()) {
    return fail(Code::kInvalid, "The administrator's e-mail address is missing. Give one.");
  }
  CHECKED(found_organisation(txn, organisation, name));
  v1::Person admin;
  admin.set_organisation(organisation.text());
  admin.set_id(txn.fresh_id().text());
  admin.set_name(email.substr(0, email.find('@')));
  admin.set_role(v1::ROLE_ADMIN);
  admin.set_created_at_ms(txn.time_ms());
  v1::PersonSettings settings;
  settings.set_person(admin.id());
  settings.set_email(email);
  CHECKED(add_person(txn, admin, settings));
  v1::ApiToken token;
  token.set_person(admin.id());
  token.set_id(txn.fresh_id().text());
  token.set_name("fika-server init");
  token.set_scope(v1::TOKEN_SCOPE_ADMIN);
  token.set_created_at_ms(txn.time_ms());
  std::string secret = secret_text(random);
  CHECKED(put_token(txn, token, secret));
  return secret;
}

}  // namespace fika::domain
