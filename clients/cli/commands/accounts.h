// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in and out, tokens, and what administrators do with people.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace fika::cli {

struct LoginOptions {
  std::string url;
  std::string email;
  std::string link;  // the whole link or the part after '#'
  std::string code;
};
Outcome<void> login(Session& session, const LoginOptions& options);
Outcome<void> logout(Session& session);
Outcome<void> whoami(Session& session);

Outcome<void> token_create(Session& session, const std::string& name, const std::string& scope,
                           int days);
Outcome<void> token_list(Session& session);
Outcome<void> token_revoke(Session& session, const std::string& id);

Outcome<void> person_add(Session& session, const std::string& name, const std::string& email,
                         const std::string& role);
Outcome<void> person_list(Session& session, const std::string& prefix);
Outcome<void> person_deactivate(Session& session, const std::string& person);
// The link alone is the last line on stdout.
Outcome<void> sign_in_link(Session& session, const std::string& person);

struct InviteOptions {
  std::string role = "member";
  std::vector<std::string> communities;
  int days = 7;
  unsigned uses = 1;
};
Outcome<void> invite(Session& session, const InviteOptions& options);

}  // namespace fika::cli
