// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks. Made by sign_in/authenticate.h from a secret; a value, passed along with each call.
#pragma once

#include <fika/v1/people.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <string>

#include "base/id.h"

namespace fika::domain {

struct Actor {
  Id person;  // nil: nobody is signed in
  v1::Role role = v1::ROLE_UNSPECIFIED;
  v1::TokenScope scope = v1::TOKEN_SCOPE_UNSPECIFIED;  // a sign-in has TOKEN_SCOPE_ADMIN
  Id sign_in;                                          // nil when an API token was used
  std::string secret_hash;  // 32 bytes: when its row goes, so do the sockets opened with it

  bool is_anonymous() const { return person.is_nil(); }
  bool is_guest() const { return role == v1::ROLE_GUEST; }
  bool is_admin() const { return role == v1::ROLE_ADMIN && scope == v1::TOKEN_SCOPE_ADMIN; }
};

}  // namespace fika::domain
