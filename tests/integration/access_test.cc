// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets in, by which way, for how long: against the running server, as a browser or a robot
// meets it.
#include <chrono>
#include <fika/v1/conversations.pb.h>

#include "tests/integration/access_fixture.h"

namespace fika::tests {
namespace {

TEST_F(Access, DeactivationEndsEverySocketAndSecretWithinASecond) {
  const Account person = served->add_person("Dag");
  const std::string other_device = served->sign_in(person.id);
  v1::CreateTokenRequest token;
  token.set_id(fresh_id());
  token.set_name("Robot");
  token.set_scope(v1::TOKEN_SCOPE_WRITE);
  const std::string robot =
      served->tell<v1::CreateTokenReply>(person, "SignInService/CreateToken", token).secret();
  LiveClient phone(served->port(), person.secret);
  LiveClient desk(served->port(), other_device);
  LiveClient machine(served->port(), robot);
  for (LiveClient* client : {&phone, &desk, &machine}) ASSERT_TRUE(client->connect());

  v1::DeactivatePersonRequest request;
  request.set_person(person.id);
  served->tell<v1::Person>(served->admin(), "PeopleService/DeactivatePerson", request);
  const auto since = std::chrono::steady_clock::now();
  for (LiveClient* client : {&phone, &desk, &machine}) expect_signed_out(*client, since);
  for (const std::string& secret : {person.secret, other_device, robot}) {
    EXPECT_EQ(status_with(secret), 401);
    EXPECT_EQ(RawWebSocket(served->port(), bearer(secret)).status(), 401);
  }
  v1::ReactivatePersonRequest back;
  back.set_person(person.id);
  served->tell<v1::Person>(served->admin(), "PeopleService/ReactivatePerson", back);
  EXPECT_EQ(status_with(person.secret), 401) << "old sign-ins stay ended";
}

TEST_F(Access, RevokingOneSignInEndsThatOneOnly) {
  const Account person = served->add_person("Dora");
  const std::string other_device = served->sign_in(person.id);
  LiveClient mine(served->port(), person.secret);
  LiveClient lost(served->port(), other_device);
  ASSERT_TRUE(mine.connect());
  ASSERT_TRUE(lost.connect());
  const auto devices = served->tell<v1::ListSignInsReply>(
      {person.id, other_device}, "SignInService/ListSignIns", v1::ListSignInsRequest());
  v1::RevokeSignInRequest request;
  request.set_id(devices.current());
  served->tell<v1::RevokeSignInReply>(person, "SignInService/RevokeSignIn", request);
  expect_signed_out(lost, std::chrono::steady_clock::now());
  EXPECT_EQ(status_with(other_device), 401);
  EXPECT_EQ(status_with(person.secret), 200);
  EXPECT_TRUE(mine.is_connected());
}

TEST_F(Access, SigningOutAndRevokingATokenEndTheirSockets) {
  const Account person = served->add_person("Doris");
  v1::CreateTokenRequest token;
  token.set_id(fresh_id());
  token.set_name("Robot");
  token.set_scope(v1::TOKEN_SCOPE_READ);
  const std::string robot =
      served->tell<v1::CreateTokenReply>(person, "SignInService/CreateToken", token).secret();
  LiveClient machine(served->port(), robot);
  LiveClient phone(served->port(), person.secret);
  ASSERT_TRUE(machine.connect());
  ASSERT_TRUE(phone.connect());
  v1::RevokeTokenRequest revoke;
  revoke.set_id(token.id());
  served->tell<v1::RevokeTokenReply>(person, "SignInService/RevokeToken", revoke);
  expect_signed_out(machine, std::chrono::steady_clock::now());
  served->tell<v1::SignOutReply>(person, "SignInService/SignOut", v1::SignOutRequest());
  expect_signed_out(phone, std::chrono::steady_clock::now());
  EXPECT_EQ(status_with(person.secret), 401);
  EXPECT_EQ(status_with(robot), 401);
}

TEST_F(Access, SigningOutOverTheSocketIsAnsweredBeforeItCloses) {
  const Account person = served->add_person("Didrik");
  LiveClient phone(served->port(), person.secret);
  ASSERT_TRUE(phone.connect());
  v1::ClientFrame frame;
  frame.mutable_call()->set_id(1);
  frame.mutable_call()->set_method("fika.v1.SignInService/SignOut");
  phone.send(frame);
  expect_signed_out(phone, std::chrono::steady_clock::now());
  ASSERT_EQ(phone.replies.size(), 1U);
  EXPECT_FALSE(phone.replies[0].has_error()) << phone.replies[0].error().message();
  EXPECT_EQ(status_with(person.secret), 401);
}

TEST_F(Access, AGuestSeesNothingOutsideTheirCommunities) {
  const Account steward = served->add_person("Stina Innanför");
  const Account stranger = served->add_person("Sven Utanför");
  const Account guest = served->add_person("Gry", v1::ROLE_GUEST);
  const std::string inside = served->community(steward, v1::OPENNESS_PRIVATE, "Inside");
  const std::string outside = served->community(stranger, v1::OPENNESS_OPEN, "Utanför");
  const std::string thread = served->thread(stranger, outside, "Utanför thread");
  served->add_member(steward, inside, guest.id);
  served->thread(steward, inside, "Inside thread");

  LiveClient client(served->port(), guest.secret);
  ASSERT_TRUE(client.connect());
  EXPECT_NE(client.all_bodies().find("Inside thread"), std::string::npos);
  EXPECT_TRUE(client.held<v1::Person>().empty());
  EXPECT_TRUE(client.held<v1::CommunityListing>().empty());
  served->post(stranger, thread, "Utanför once more");
  served->thread(steward, inside, "The marker");
  ASSERT_TRUE(client.read_until(
      [&] { return client.all_bodies().find("The marker") != std::string::npos; }));
  EXPECT_EQ(client.all_bodies().find("Utanför"), std::string::npos);

  v1::ListCommunitiesRequest list;
  list.set_include_archived(true);
  const auto communities =
      served->tell<v1::ListCommunitiesReply>(guest, "CommunityService/ListCommunities", list);
  ASSERT_EQ(communities.communities_size(), 1);
  EXPECT_EQ(communities.communities(0).community().name(), "Inside");
  EXPECT_EQ(
      served->tell<v1::ListPeopleReply>(guest, "PeopleService/ListPeople", v1::ListPeopleRequest())
          .people_size(),
      0);
  v1::GetThreadRequest get_thread;
  get_thread.set_thread(thread);
  EXPECT_EQ(served->http().call(guest.secret, "ThreadService/GetThread", get_thread).status, 404);
  v1::GetPersonRequest get_person;
  get_person.set_person(stranger.id);
  EXPECT_EQ(served->http().call(guest.secret, "PeopleService/GetPerson", get_person).status, 404);
  v1::StartConversationRequest conversation;
  conversation.set_id(fresh_id());
  conversation.add_participants(stranger.id);
  EXPECT_EQ(served->http()
                .call(guest.secret, "ConversationService/StartConversation", conversation)
                .status,
            404);
}

}  // namespace
}  // namespace fika::tests
