// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/people.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "fika/v1/erasure.pb.h"
#include "fika/v1/sign_in.pb.h"

namespace fika::cli {
namespace {

constexpr std::chrono::seconds kLookEvery{1};

Outcome<bool> is_under_way(Session& session, const std::string& person) {
  TRY(const auto reply, session.calls().ask<v1::ListErasuresReply>("ErasureService/ListErasures",
                                                                   v1::ListErasuresRequest()));
  return std::ranges::any_of(
      reply.erasures(), [&](const v1::Erasure& erasure) { return erasure.person() == person; });
}

}  // namespace

Outcome<void> person_email(Session& session, const std::string& person, const std::string& email) {
  v1::SetEmailRequest request;
  TRY(*request.mutable_person(), session.person(person));
  request.set_email(email == "-" ? "" : email);
  TRY(const auto done, session.calls().tell<v1::Person>("PeopleService/SetEmail", request));
  session.terminal().line(email == "-"
                              ? fmt::format("{} has no e-mail address any more.", done.name())
                              : fmt::format("{} has the address {} now.", done.name(), email));
  session.terminal().json(to_json(done));
  return {};
}

Outcome<void> own_email(Session& session, const std::string& email) {
  constexpr std::string_view kMethod = "SignInService/ChangeOwnEmail";
  v1::ChangeOwnEmailRequest request;
  request.set_email(email);
  auto done = session.calls().tell<v1::ChangeOwnEmailReply>(kMethod, request);
  // A sign-in that is young enough needs none.
  if (!done && done.error().code == Code::kForbidden) {
    TRY(*request.mutable_current_password(), Terminal::ask_secret("Password: "));
    done = session.calls().tell<v1::ChangeOwnEmailReply>(kMethod, request);
  }
  if (!done) return std::unexpected(done.error());
  session.terminal().line(fmt::format("Your address is {} now.", done->email()));
  session.terminal().json(to_json(*done));
  return {};
}

Outcome<void> person_erase(Session& session, const std::string& person, bool is_sure) {
  v1::ErasePersonRequest request;
  TRY(*request.mutable_person(), session.person(person));
  if (!is_sure) {
    TRY(const std::string answer,
        Terminal::ask(fmt::format("All that {} wrote goes too, and nothing brings it back. Type "
                                  "\"erase\" to do it: ",
                                  session.name_of(request.person()))));
    if (answer != "erase") {
      return give_up(Exit::kUsage, Code::kInvalid, "Nothing was erased.");
    }
  }
  TRY(const auto begun,
      session.calls().tell<v1::ErasePersonReply>("ErasureService/ErasePerson", request));
  Terminal::note("The person is shut out; the rest is being erased...");
  while (true) {
    TRY(const bool is_going_on, is_under_way(session, request.person()));
    if (!is_going_on) break;
    // Nothing tells a client that an erasure has ended, so it is asked now and then.
    std::this_thread::sleep_for(kLookEvery);
  }
  session.terminal().line(fmt::format("{} is erased.", request.person()));
  Terminal::note(
      "Backups made before now still hold the data. Whoever runs the server finds those it knows "
      "of in its log, and deletes them.");
  session.terminal().json(fmt::format("{{\"erased\": {}}}", json_text(request.person())));
  return {};
}

}  // namespace fika::cli
