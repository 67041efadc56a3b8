// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/session.h"

#include <cstdlib>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/text.h"
#include "clients/cli/login_file.h"

namespace fika::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

struct Candidate {
  std::string id;
  std::string name;
};

// The one whose name is `words`, or else the one whose name begins so.
Outcome<std::string> only_one(const std::vector<Candidate>& candidates, std::string_view words,
                              std::string_view what) {
  const std::string wanted = to_lower_ascii(trim(words));
  std::vector<const Candidate*> same;
  std::vector<const Candidate*> beginning;
  for (const Candidate& each : candidates) {
    const std::string name = to_lower_ascii(each.name);
    if (name == wanted) same.push_back(&each);
    if (name.starts_with(wanted)) beginning.push_back(&each);
  }
  const auto& found = same.empty() ? beginning : same;
  if (found.size() == 1) return found.front()->id;
  if (found.empty()) {
    return give_up(Exit::kUsage, Code::kNotFound, "No {} is called \"{}\".", what, words);
  }
  std::string list;
  for (std::size_t i = 0; i < found.size() && i < 8; ++i) {
    list += fmt::format("\n  {}  {}", found[i]->id, found[i]->name);
  }
  return give_up(Exit::kUsage, Code::kInvalid, "Several {}s are called \"{}\"; give an id:{}", what,
                 words, list);
}

}  // namespace

std::string fresh_id() { return Id::make(SystemClock().now_ms()).text(); }

Settings Settings::resolve(std::string url, bool insecure, bool is_json) {
  Settings settings{.url = std::move(url), .token = {}, .insecure = insecure, .is_json = is_json};
  if (settings.url.empty()) settings.url = environment("FIKA_URL");
  settings.token = environment("FIKA_TOKEN");
  const Login login = read_login(config_folder());
  if (settings.url.empty()) settings.url = login.url;
  const auto wanted = Url::parse(settings.url);
  const auto held = Url::parse(login.url);
  if (settings.token.empty() && wanted && held && wanted->text() == held->text()) {
    settings.token = login.secret;
  }
  return settings;
}

Outcome<Session> Session::open(const Settings& settings) {
  if (settings.url.empty()) {
    return give_up(Exit::kUsage, Code::kInvalid,
                   "No server is known. Sign in with \"fika login URL\", or set FIKA_URL and "
                   "FIKA_TOKEN.");
  }
  TRY(Url url, or_exit(Url::parse(settings.url), Exit::kUsage));
  return Session(settings, std::move(url));
}

Outcome<v1::CommunityView> Session::community(std::string_view words) {
  if (Id::parse(words)) {
    v1::GetCommunityRequest request;
    request.set_community(std::string(words));
    TRY(auto view, calls_.ask<v1::CommunityView>("CommunityService/GetCommunity", request));
    if (view.community().merged_into().empty()) return view;
    request.set_community(view.community().merged_into());
    return calls_.ask<v1::CommunityView>("CommunityService/GetCommunity", request);
  }
  v1::ListCommunitiesRequest request;
  request.set_include_archived(true);
  TRY(auto list, calls_.ask<v1::ListCommunitiesReply>("CommunityService/ListCommunities", request));
  std::vector<Candidate> candidates;
  for (const v1::CommunityView& view : list.communities()) {
    const bool is_open = view.has_community();
    candidates.push_back({is_open ? view.community().id() : view.listing().community(),
                          is_open ? view.community().name() : view.listing().name()});
  }
  TRY(const std::string id, only_one(candidates, words, "community"));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].id == id) return list.communities(static_cast<int>(i));
  }
  return give_up(Exit::kUsage, Code::kNotFound, "No community is called \"{}\".", words);
}

Outcome<std::string> Session::thread(std::string_view words) {
  if (Id::parse(words)) return std::string(words);
  TRY(auto list, calls_.ask<v1::ListCommunitiesReply>("CommunityService/ListCommunities",
                                                      v1::ListCommunitiesRequest()));
  std::vector<Candidate> candidates;
  for (const v1::CommunityView& view : list.communities()) {
    if (!view.has_community()) continue;
    CHECKED(each_thread(view.community().id(), [&](const v1::ThreadView& each) {
      candidates.push_back({each.thread().id(), each.thread().title()});
    }));
  }
  return only_one(candidates, words, "thread");
}

Outcome<std::string> Session::person(std::string_view words) {
  if (Id::parse(words)) return std::string(words);
  if (words.find('@') != std::string_view::npos) {
    v1::FindPersonByEmailRequest request;
    request.set_email(std::string(words));
    TRY(auto found, calls_.ask<v1::Person>("PeopleService/FindPersonByEmail", request));
    return found.id();
  }
  std::vector<Candidate> candidates;
  const std::string first(words.substr(0, words.find(' ')));
  CHECKED(each_person(
      first, [&](const v1::Person& each) { candidates.push_back({each.id(), each.name()}); }));
  return only_one(candidates, words, "person");
}

std::string Session::name_of(const std::string& person) {
  const auto known = names_.find(person);
  if (known != names_.end()) return known->second;
  v1::GetPersonRequest request;
  request.set_person(person);
  const auto found = calls_.ask<v1::Person>("PeopleService/GetPerson", request);
  // A guest may not look people up; the end of an id is what is left.
  std::string name = found ? found->name() : "person " + person.substr(person.size() / 2);
  names_[person] = name;
  return name;
}

}  // namespace fika::cli
