// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/accounts.h"

#include "base/clock.h"
#include "base/text.h"
#include "clients/cli/importing/calendar.h"
#include "clients/cli/login_file.h"
#include "fika/v1/sign_in.pb.h"

namespace fika::cli {
namespace {

Outcome<v1::Role> role_named(std::string_view name) {
  if (name == "admin") return v1::ROLE_ADMIN;
  if (name == "member") return v1::ROLE_MEMBER;
  if (name == "guest") return v1::ROLE_GUEST;
  return give_up(Exit::kUsage, Code::kInvalid, "A role is admin, member or guest.");
}

std::string_view word_for(v1::Role role) {
  return role == v1::ROLE_ADMIN ? "admin" : role == v1::ROLE_GUEST ? "guest" : "member";
}

std::string_view word_for(v1::TokenScope scope) {
  return scope == v1::TOKEN_SCOPE_ADMIN   ? "admin"
         : scope == v1::TOKEN_SCOPE_WRITE ? "write"
                                          : "read";
}

void print(const Terminal& terminal, const v1::Person& person) {
  terminal.line(
      fmt::format("{}  {}  {}{}", person.id(), person.name(),
                  person.former_colleague() ? "former colleague" : word_for(person.role()),
                  person.deactivated() ? ", deactivated" : ""));
}

std::int64_t in_days(int days) { return SystemClock().now_ms() + days * kDayMs; }

}  // namespace

Outcome<void> login(Session& session, const LoginOptions& options) {
  constexpr std::string_view kDevice = "fika on the command line";
  v1::SignedIn signed_in;
  session.calls().set_secret({});
  if (!options.link.empty() || !options.code.empty()) {
    v1::SignInWithLinkRequest request;
    const std::size_t mark = options.link.rfind('#');
    request.set_secret(!options.code.empty()       ? options.code
                       : mark == std::string::npos ? options.link
                                                   : options.link.substr(mark + 1));
    request.set_device(std::string(kDevice));
    TRY(signed_in, session.calls().tell<v1::SignedIn>("SignInService/SignInWithLink", request));
  } else {
    v1::SignInWithPasswordRequest request;
    request.set_email(options.email);
    if (options.email.empty()) {
      TRY(*request.mutable_email(), Terminal::ask("E-mail: "));
    }
    TRY(*request.mutable_password(), Terminal::ask_secret("Password: "));
    if (!is_utf8(request.email()) || !is_utf8(request.password())) {
      return give_up(Exit::kUsage, Code::kInvalid, "What was typed is not UTF-8.");
    }
    request.set_device(std::string(kDevice));
    TRY(signed_in, session.calls().tell<v1::SignedIn>("SignInService/SignInWithPassword", request));
  }
  const Login made{.url = session.calls().url().text(), .secret = signed_in.secret()};
  CHECKED(or_exit(write_login(config_folder(), made), Exit::kInputRefused));
  session.calls().set_secret(made.secret);
  return whoami(session);
}

Outcome<void> logout(Session& session) {
  const auto out =
      session.calls().tell<v1::SignOutReply>("SignInService/SignOut", v1::SignOutRequest());
  erase_login(config_folder());
  // A sign-in that has ended already is what was wanted.
  if (!out && out.error().code != Code::kUnauthenticated) return std::unexpected(out.error());
  session.terminal().line("Signed out.");
  session.terminal().json("{\"signedOut\": true}");
  return {};
}

Outcome<void> whoami(Session& session) {
  TRY(const auto me, session.calls().ask<v1::Me>("PeopleService/GetMe", v1::GetMeRequest()));
  session.terminal().line(fmt::format("{} ({}), {} at {}", me.person().name(),
                                      me.settings().email(), word_for(me.person().role()),
                                      session.calls().url().text()));
  session.terminal().json(to_json(me));
  return {};
}

Outcome<void> token_create(Session& session, const std::string& name, const std::string& scope,
                           int days) {
  v1::CreateTokenRequest request;
  request.set_id(fresh_id());
  request.set_name(name);
  request.set_scope(scope == "admin"  ? v1::TOKEN_SCOPE_ADMIN
                    : scope == "read" ? v1::TOKEN_SCOPE_READ
                                      : v1::TOKEN_SCOPE_WRITE);
  if (days > 0) request.set_expires_at_ms(in_days(days));
  TRY(const auto made,
      session.calls().tell<v1::CreateTokenReply>("SignInService/CreateToken", request));
  Terminal::note("This is shown once; keep it as you would a password:");
  session.terminal().line(made.secret());
  session.terminal().json(to_json(made));
  return {};
}

Outcome<void> token_list(Session& session) {
  TRY(const auto list, session.calls().ask<v1::ListTokensReply>("SignInService/ListTokens",
                                                                v1::ListTokensRequest()));
  for (const v1::ApiToken& token : list.tokens()) {
    session.terminal().line(fmt::format(
        "{}  {}  {}  {}", token.id(), token.name(), word_for(token.scope()),
        token.expires_at_ms() == 0 ? "until revoked"
                                   : "until " + importing::day_words(token.expires_at_ms())));
  }
  session.terminal().json_list(list.tokens());
  return {};
}

Outcome<void> token_revoke(Session& session, const std::string& id) {
  v1::RevokeTokenRequest request;
  request.set_id(id);
  TRY(const auto done,
      session.calls().tell<v1::RevokeTokenReply>("SignInService/RevokeToken", request));
  session.terminal().line("Revoked.");
  session.terminal().json(to_json(done));
  return {};
}

Outcome<void> person_add(Session& session, const std::string& name, const std::string& email,
                         const std::string& role) {
  v1::AddPersonRequest request;
  request.set_id(fresh_id());
  request.set_name(name);
  request.set_email(email);
  TRY(const v1::Role parsed, role_named(role));
  request.set_role(parsed);
  TRY(const auto person, session.calls().tell<v1::Person>("PeopleService/AddPerson", request));
  print(session.terminal(), person);
  session.terminal().json(to_json(person));
  return {};
}

Outcome<void> person_list(Session& session, const std::string& prefix) {
  std::vector<v1::Person> people;
  CHECKED(
      session.each_person(prefix, [&](v1::Person& each) { people.push_back(std::move(each)); }));
  for (const v1::Person& person : people) print(session.terminal(), person);
  session.terminal().json_list(people);
  return {};
}

Outcome<void> person_deactivate(Session& session, const std::string& person) {
  v1::DeactivatePersonRequest request;
  TRY(*request.mutable_person(), session.person(person));
  TRY(const auto done, session.calls().tell<v1::Person>("PeopleService/DeactivatePerson", request));
  print(session.terminal(), done);
  session.terminal().json(to_json(done));
  return {};
}

Outcome<void> sign_in_link(Session& session, const std::string& person) {
  v1::CreateSignInLinkRequest request;
  TRY(*request.mutable_person(), session.person(person));
  TRY(const auto link,
      session.calls().tell<v1::SignInLink>("SignInService/CreateSignInLink", request));
  const std::string url = fmt::format("{}/sign-in#{}", session.calls().url().text(), link.secret());
  session.terminal().line("Good once, for 24 hours. To read aloud: " + link.code());
  session.terminal().line(url);
  session.terminal().json(fmt::format("{{\"url\": {}, \"code\": {}, \"expiresAtMs\": \"{}\"}}",
                                      json_text(url), json_text(link.code()),
                                      link.expires_at_ms()));
  return {};
}

Outcome<void> invite(Session& session, const InviteOptions& options) {
  v1::CreateInvitationRequest request;
  request.set_id(fresh_id());
  TRY(const v1::Role role, role_named(options.role));
  request.set_role(role);
  for (const std::string& words : options.communities) {
    TRY(const auto view, session.community(words));
    request.add_communities(view.has_community() ? view.community().id()
                                                 : view.listing().community());
  }
  request.set_expires_at_ms(in_days(options.days));
  request.set_uses(options.uses);
  TRY(const auto made,
      session.calls().tell<v1::CreateInvitationReply>("SignInService/CreateInvitation", request));
  const std::string url =
      fmt::format("{}/invitation#{}", session.calls().url().text(), made.secret());
  session.terminal().line(url);
  session.terminal().json(fmt::format("{{\"url\": {}, \"invitation\": {}}}", json_text(url),
                                      to_json(made.invitation())));
  return {};
}

}  // namespace fika::cli
