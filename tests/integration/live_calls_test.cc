// SPDX-License-Identifier: GPL-3.0-or-later
// What a client says over its socket: calls and typing.
#include <fika/v1/sign_in.pb.h>

#include "tests/integration/live_fixture.h"

namespace fika::tests {
namespace {

TEST_F(Live, TypingReachesTheOtherAndNotOneselfAndCanBeSwitchedOff) {
  LiveClient typist(served->port(), anna.secret);
  LiveClient reader(served->port(), bo.secret);
  ASSERT_TRUE(typist.connect());
  ASSERT_TRUE(reader.connect());
  const std::string thread = thread_by_anna();
  typist.send(typing_frame(thread));
  ASSERT_TRUE(reader.read_until([&] { return !reader.typing.empty(); }));
  EXPECT_EQ(reader.typing[0].root(), id_bytes(thread));
  EXPECT_EQ(reader.typing[0].person(), id_bytes(anna.id));
  read_to_now(typist);
  EXPECT_TRUE(typist.typing.empty());

  v1::UpdateProfileRequest off;
  off.set_typing_off(true);
  served->tell<v1::Me>(anna, "PeopleService/UpdateProfile", off);
  LiveClient again(served->port(), anna.secret);  // typing is told once in a while a connection
  ASSERT_TRUE(again.connect());
  again.send(typing_frame(thread));
  // Its answer comes after the typing has been dealt with.
  again.send(call_frame(1, "PeopleService/GetMe", v1::GetMeRequest()));
  ASSERT_TRUE(again.read_until([&] { return !again.replies.empty(); }));
  read_to_now(reader);
  EXPECT_EQ(reader.typing.size(), 1U);
  off.set_typing_off(false);
  served->tell<v1::Me>(anna, "PeopleService/UpdateProfile", off);
}

TEST_F(Live, OutsidersCannotTypeIntoAThread) {
  const Account outsider = served->add_person("Olle");
  LiveClient typist(served->port(), outsider.secret);
  LiveClient reader(served->port(), bo.secret);
  ASSERT_TRUE(typist.connect());
  ASSERT_TRUE(reader.connect());
  typist.send(typing_frame(thread_by_anna()));
  typist.send(call_frame(1, "PeopleService/GetMe", v1::GetMeRequest()));
  ASSERT_TRUE(typist.read_until([&] { return !typist.replies.empty(); }));
  read_to_now(reader);
  EXPECT_TRUE(reader.typing.empty());
}

TEST_F(Live, WhoIsHereIsToldToThoseWhoShareACommunity) {
  const Account outsider = served->add_person("Oda");
  LiveClient stranger(served->port(), outsider.secret);
  LiveClient reader(served->port(), bo.secret);
  ASSERT_TRUE(stranger.connect());
  ASSERT_TRUE(reader.connect());
  LiveClient arriving(served->port(), anna.secret);
  ASSERT_TRUE(arriving.connect());
  ASSERT_TRUE(reader.read_until([&] { return reader.here.contains(id_bytes(anna.id)); }));
  ASSERT_TRUE(arriving.read_until([&] { return arriving.here.contains(id_bytes(bo.id)); }));
  arriving.cut();
  ASSERT_TRUE(reader.read_until([&] { return !reader.here.contains(id_bytes(anna.id)); }));
  EXPECT_FALSE(reader.here.contains(id_bytes(outsider.id)));
  served->add_member(anna, community, outsider.id);
  ASSERT_TRUE(stranger.read_until([&] { return stranger.here.contains(id_bytes(bo.id)); }));
  EXPECT_FALSE(stranger.here.contains(id_bytes(anna.id)));
}

TEST_F(Live, CallsOverTheSocketAreAnsweredAndTheThirtyThirdAtOnceIsNot) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  client.send(call_frame(7, "PeopleService/GetMe", v1::GetMeRequest()));
  client.send(call_frame(8, "PeopleService/Nothing", v1::GetMeRequest()));
  ASSERT_TRUE(client.read_until([&] { return client.replies.size() == 2; }));
  std::ranges::sort(client.replies, {}, &v1::Reply::id);
  v1::Me me;
  ASSERT_TRUE(me.ParseFromString(client.replies[0].response()));
  EXPECT_EQ(me.person().id(), bo.id);
  EXPECT_EQ(client.replies[1].error().code(), "unimplemented");

  // A password is checked for long enough that all are in flight together.
  v1::SignInWithPasswordRequest slow;
  slow.set_email("nobody@example.org");
  slow.set_password("wrong all the same");
  std::string bytes;
  for (std::uint64_t id = 101; id <= 133; ++id) {
    bytes += RawWebSocket::frame_of(
        call_frame(id, "SignInService/SignInWithPassword", slow).SerializeAsString());
  }
  client.replies.clear();
  ASSERT_TRUE(client.socket().send_bytes(bytes));
  ASSERT_TRUE(client.read_until([&] { return client.replies.size() == 33; }, 60'000));
  for (const v1::Reply& reply : client.replies) {
    EXPECT_EQ(reply.error().code(), reply.id() == 133 ? "resource_exhausted" : "unauthenticated")
        << reply.id() << ": " << reply.error().message();
  }
  EXPECT_TRUE(client.is_connected());
}

TEST_F(Live, OneClientIdHasOneEffectOverBothTransports) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  const std::string thread = thread_by_anna();
  v1::PostMessageRequest request;
  request.set_id(fresh_id());
  request.set_root(thread);
  request.set_text("Once");
  const std::string key = fresh_id();
  client.send(call_frame(1, "MessageService/PostMessage", request, key));
  ASSERT_TRUE(client.read_until([&] { return client.replies.size() == 1; }))
      << "closed with " << client.close_code();
  ASSERT_FALSE(client.replies[0].has_error()) << client.replies[0].error().message();
  const HttpAnswer again =
      served->http().call(bo.secret, "MessageService/PostMessage", request, key);
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.body, client.replies[0].response());
  EXPECT_EQ(again.headers.at("fika-seq"), std::to_string(client.replies[0].seq()));
  EXPECT_EQ(messages_of(thread).messages_size(), 2);

  request.set_text("Twice");
  const HttpAnswer other =
      served->http().call(bo.secret, "MessageService/PostMessage", request, key);
  EXPECT_EQ(other.status, 409) << other.body;
  // Another person's key is another key.
  request.set_id(fresh_id());
  EXPECT_EQ(served->http().call(anna.secret, "MessageService/PostMessage", request, key).status,
            200);
}

}  // namespace
}  // namespace fika::tests
