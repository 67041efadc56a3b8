// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fika/stage.h"

#include <algorithm>
#include <poll.h>

#include "base/clock.h"
#include "fika/v1/communities.pb.h"
#include "fika/v1/people.pb.h"
#include "fika/v1/sign_in.pb.h"
#include "fika/v1/threads.pb.h"
#include "tests/bench/fika/http_calls.h"
#include "tests/bench/fika/server_frame.h"
#include "tests/bench/load/connection.h"

namespace fika::bench {
namespace {

constexpr std::size_t kUsesOfInvitation = 1000;
constexpr std::uint8_t kSource = 2;
constexpr std::int64_t kBootstrapWithinNs = 30'000'000'000;

Id fresh_id() { return Id::make(SystemClock().now_ms()); }

Status make_rooms(const Scenario& scenario, HttpCalls& admin, Stage& stage) {
  std::vector<v1::CreateCommunityRequest> communities(scenario.rooms);
  std::vector<v1::StartThreadRequest> threads(scenario.rooms);
  for (std::size_t i = 0; i < scenario.rooms; ++i) {
    const StageRoom room{.community = fresh_id(), .thread = fresh_id()};
    communities[i].set_id(room.community.text());
    communities[i].set_name(fmt::format("Room {}", i));
    communities[i].set_purpose("To be measured");
    communities[i].set_openness(v1::OPENNESS_OPEN);
    threads[i].set_id(room.thread.text());
    threads[i].set_community(room.community.text());
    threads[i].set_kind(v1::THREAD_KIND_DISCUSSION);
    threads[i].set_title("What is said here");
    threads[i].set_message(fresh_id().text());
    threads[i].set_text("The first word.");
    stage.rooms.push_back(room);
  }
  std::vector<v1::Community> made;
  CHECKED(admin.call_all("fika.v1.CommunityService/CreateCommunity", communities, made));
  std::vector<v1::StartThreadReply> started;
  return admin.call_all("fika.v1.ThreadService/StartThread", threads, started);
}

// The secrets of enough invitations for everyone, by room.
Result<std::vector<std::vector<std::string>>> invite(const Scenario& scenario, HttpCalls& admin,
                                                     const Stage& stage) {
  const std::size_t each = (scenario.readers + kUsesOfInvitation - 1) / kUsesOfInvitation;
  std::vector<v1::CreateInvitationRequest> requests;
  for (const StageRoom& room : stage.rooms) {
    for (std::size_t i = 0; i < each; ++i) {
      auto& request = requests.emplace_back();
      request.set_id(fresh_id().text());
      request.set_role(v1::ROLE_MEMBER);
      request.add_communities(room.community.text());
      request.set_uses(static_cast<std::uint32_t>(std::min(scenario.readers, kUsesOfInvitation)));
    }
  }
  std::vector<v1::CreateInvitationReply> replies;
  CHECKED(admin.call_all("fika.v1.SignInService/CreateInvitation", requests, replies));
  std::vector<std::vector<std::string>> secrets(stage.rooms.size());
  for (std::size_t i = 0; i < replies.size(); ++i) secrets[i / each].push_back(replies[i].secret());
  return secrets;
}

// Connection `i` sits in room `i % rooms`, as the load generator has it.
Status bring_people(const Scenario& scenario, const std::vector<std::vector<std::string>>& secrets,
                    HttpCalls& anyone, Stage& stage) {
  std::vector<v1::RedeemInvitationRequest> requests(scenario.rooms * scenario.readers);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::size_t place = i / scenario.rooms;
    stage.people.push_back({.id = fresh_id(), .secret = {}});
    requests[i].set_secret(secrets[i % scenario.rooms][place / kUsesOfInvitation]);
    requests[i].set_person(stage.people[i].id.text());
    requests[i].set_name(fmt::format("Reader {}", i));
    requests[i].set_email(fmt::format("reader{}@example.org", i));
    requests[i].set_device("bench");
  }
  std::vector<v1::SignedIn> signed_in;
  CHECKED(anyone.call_all("fika.v1.SignInService/RedeemInvitation", requests, signed_in));
  for (std::size_t i = 0; i < signed_in.size(); ++i) stage.people[i].secret = signed_in[i].secret();
  return {};
}

// Where the log stands now, as a first visit is told it.
Result<v1::Cursor> present_cursor(std::uint16_t port, const std::string& secret) {
  v1::ClientFrame hello;
  hello.mutable_hello()->set_protocol(1);
  TRY(auto connection,
      Connection::begin(port, kSource,
                        {.path = "/sync",
                         .headers = fmt::format("Authorization: Bearer {}\r\n", secret),
                         .first_message = hello.SerializeAsString()}));
  std::vector<char> buffer(std::size_t{8} << 20);
  v1::ServerFrame frame;
  const std::int64_t deadline_ns = now_ns() + kBootstrapWithinNs;
  while (!frame.has_bootstrap() && now_ns() < deadline_ns) {
    const bool writes = connection.wants_to_write();
    pollfd waiting{.fd = connection.descriptor(),
                   .events = static_cast<short>(writes ? POLLIN | POLLOUT : POLLIN),
                   .revents = 0};
    ::poll(&waiting, 1, 100);
    if ((waiting.revents & POLLOUT) != 0) CHECKED(connection.on_writable());
    if ((waiting.revents & ~POLLOUT) != 0) {
      CHECKED(connection.on_readable(buffer, [&frame](std::string_view message) {
        if (!frame.has_bootstrap()) read_server_frame(message, frame);
      }));
    }
  }
  if (!frame.has_bootstrap())
    return fail(Code::kUnavailable, "No bootstrap came for a first visit.");
  return frame.bootstrap().upto();
}

}  // namespace

Result<Stage> set_stage(const Scenario& scenario, std::uint16_t port,
                        const std::string& admin_token) {
  Stage stage;
  TRY(auto admin, HttpCalls::open(port, admin_token));
  v1::Me me;
  CHECKED(admin.call("fika.v1.PeopleService/GetMe", v1::GetMeRequest{}, me));
  TRY(stage.organisation, Id::parse(me.organisation(), "organisation"));
  CHECKED(make_rooms(scenario, admin, stage));
  TRY(const auto secrets, invite(scenario, admin, stage));
  TRY(auto anyone, HttpCalls::open(port, ""));
  CHECKED(bring_people(scenario, secrets, anyone, stage));
  TRY(stage.cursor, present_cursor(port, stage.people.front().secret));
  return stage;
}

}  // namespace fika::bench
