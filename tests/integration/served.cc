// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/served.h"

#include <chrono>
#include <fika/v1/sign_in.pb.h>
#include <fstream>
#include <iterator>
#include <poll.h>

#include <fmt/format.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/id.h"

namespace fika::tests {

Served::Served(const std::vector<std::string>& options) : server_(FIKA_SERVER_PROGRAM) {
  const Status started = server_.start(options);
  if (!started) fmt::print(stderr, "{}\n", started.error().detail);
  FIKA_CHECK(started.has_value());
  http_ = std::make_unique<HttpClient>(server_.port());
  admin_.secret = server_.admin_token();
  admin_.id = tell<v1::Me>(admin_, "PeopleService/GetMe", v1::GetMeRequest()).person().id();
}

Status Served::restart(const std::vector<std::string>& options) {
  CHECKED(server_.start(options));
  http_ = std::make_unique<HttpClient>(server_.port());
  return {};
}

Account Served::add_person(const std::string& name, v1::Role role, const std::string& email) {
  v1::AddPersonRequest request;
  request.set_id(fresh_id());
  request.set_name(name);
  request.set_role(role);
  request.set_email(email);
  tell<v1::Person>(admin_, "PeopleService/AddPerson", request);
  return {request.id(), sign_in(request.id())};
}

std::string Served::sign_in(const std::string& person) {
  v1::CreateSignInLinkRequest about;
  about.set_person(person);
  const auto link = tell<v1::SignInLink>(admin_, "SignInService/CreateSignInLink", about);
  v1::SignInWithLinkRequest request;
  request.set_secret(link.secret());
  request.set_device("Test");
  return tell<v1::SignedIn>({}, "SignInService/SignInWithLink", request).secret();
}

std::string Served::community(const Account& who, v1::Openness openness, const std::string& name) {
  v1::CreateCommunityRequest request;
  request.set_id(fresh_id());
  request.set_name(name);
  request.set_openness(openness);
  return tell<v1::Community>(who, "CommunityService/CreateCommunity", request).id();
}

std::string Served::thread(const Account& who, const std::string& community,
                           const std::string& text) {
  v1::StartThreadRequest request;
  request.set_id(fresh_id());
  request.set_community(community);
  request.set_message(fresh_id());
  request.set_text(text);
  return tell<v1::StartThreadReply>(who, "ThreadService/StartThread", request).thread().id();
}

std::string Served::post(const Account& who, const std::string& root, const std::string& text) {
  v1::PostMessageRequest request;
  request.set_id(fresh_id());
  request.set_root(root);
  request.set_text(text);
  return tell<v1::Message>(who, "MessageService/PostMessage", request).id();
}

void Served::add_member(const Account& steward, const std::string& community,
                        const std::string& person) {
  v1::AddMemberRequest request;
  request.set_community(community);
  request.set_person(person);
  tell<v1::Member>(steward, "CommunityService/AddMember", request);
}

ProgramOutput fika_server(std::vector<std::string> words) {
  words.insert(words.begin(), FIKA_SERVER_PROGRAM);
  return run_program(words);
}

bool is_sentence(const std::string& text) {
  return text.starts_with("fika-server: ") && text.ends_with(".\n") && text.size() > 30;
}

std::string fresh_id() { return Id::make(SystemClock().now_ms()).text(); }

std::string id_bytes(const std::string& text) {
  return std::string(Id::parse(text).value().bytes());
}

std::filesystem::path shared_data() {
  return std::filesystem::path(FIKA_SOURCE_DIR).parent_path() / "shared" / "data";
}

std::string file_contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool becomes_true(const std::function<bool()>& condition, int wait_ms_max) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms_max);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    poll(nullptr, 0, 2);  // paces the asking; the condition decides
  }
  return true;
}

}  // namespace fika::tests
