// SPDX-License-Identifier: GPL-3.0-or-later
// What every command has at hand: the server, the terminal, and the names people type instead of
// ids.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "clients/cli/terminal.h"
#include "clients/cli/transport/calls.h"
#include "fika/v1/communities.pb.h"
#include "fika/v1/people.pb.h"
#include "fika/v1/threads.pb.h"

namespace fika::cli {

struct Settings {
  std::string url;    // --url, FIKA_URL or the login's
  std::string token;  // FIKA_TOKEN or the login's
  bool insecure = false;
  bool is_json = false;

  // The login's secret goes only to the login's server.
  static Settings resolve(std::string url, bool insecure, bool is_json);
};

class Session {
 public:
  static Outcome<Session> open(const Settings& settings);

  Calls& calls() { return calls_; }
  const Terminal& terminal() const { return terminal_; }
  const Settings& settings() const { return settings_; }
  StreamOptions stream_options() const { return {.insecure = settings_.insecure}; }

  // From an id, or a name or beginning of a name that only one has.
  Outcome<v1::CommunityView> community(std::string_view words);
  Outcome<std::string> thread(std::string_view words);
  Outcome<std::string> person(std::string_view words);

  // A person's name for a screen.
  std::string name_of(const std::string& person);

  template <class Call>
  Outcome<void> each_thread(const std::string& community, Call&& call) {
    v1::ListThreadsRequest request;
    request.set_community(community);
    request.set_limit(200);
    do {
      TRY(auto page, calls_.ask<v1::ListThreadsReply>("ThreadService/ListThreads", request));
      for (v1::ThreadView& view : *page.mutable_threads()) call(view);
      request.set_page(page.next_page());
    } while (!request.page().empty());
    return {};
  }
  template <class Call>
  Outcome<void> each_person(const std::string& prefix, Call&& call) {
    v1::ListPeopleRequest request;
    request.set_name_prefix(prefix);
    request.set_limit(500);
    do {
      TRY(auto page, calls_.ask<v1::ListPeopleReply>("PeopleService/ListPeople", request));
      for (v1::Person& each : *page.mutable_people()) call(each);
      request.set_page(page.next_page());
    } while (!request.page().empty());
    return {};
  }

 private:
  Session(Settings settings, Url url)
      : settings_(settings),
        terminal_(settings.is_json),
        calls_(std::move(url), {.insecure = settings.insecure}, settings.token) {}

  Settings settings_;
  Terminal terminal_;
  Calls calls_;
  std::map<std::string, std::string> names_;  // by person
};

// A fresh id for what this client creates.
std::string fresh_id();

}  // namespace fika::cli
