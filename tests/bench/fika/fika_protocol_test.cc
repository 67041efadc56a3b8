// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fika/fika_protocol.h"

#include <string>
#include <vector>
#include <zlib.h>

#include <gtest/gtest.h>

#include "fika/v1/messages.pb.h"

namespace fika::bench {
namespace {

class Heard final : public Listener {
 public:
  void on_ready() override { ++ready; }
  void on_ack(std::uint64_t call) override { acks.push_back(call); }
  void on_delivery(const PostStamp& stamp) override { posts.push_back(stamp.number); }
  void on_refusal(std::string_view reason) override { refusals.emplace_back(reason); }
  void send(std::string_view message) override { sent.emplace_back(message); }

  int ready = 0;
  std::vector<std::uint64_t> acks;
  std::vector<std::uint64_t> posts;
  std::vector<std::string> refusals;
  std::vector<std::string> sent;
};

Stage small_stage() {
  Stage stage{.organisation = Id::make(1), .rooms = {}, .people = {}, .cursor = {}};
  stage.rooms.push_back({.community = Id::make(2), .thread = Id::make(3)});
  stage.people.push_back({.id = Id::make(4), .secret = "s3cret"});
  stage.cursor.set_seq(77);
  return stage;
}

constexpr Seat kSeat{.index = 0, .room = 0, .sends = true};

v1::ServerFrame delta_of(std::uint64_t seq, const std::vector<std::uint64_t>& numbers) {
  v1::ServerFrame frame;
  v1::Delta& delta = *frame.mutable_delta();
  delta.set_seq(seq);
  delta.add_puts()->set_kind(21);  // the thread's head, which is no post
  for (const std::uint64_t number : numbers) {
    v1::Message message;
    message.set_text(stamped_text({.number = number, .due_ns = 5}, 200));
    v1::Put& put = *delta.add_puts();
    put.set_kind(30);
    put.set_body(message.SerializeAsString());
  }
  return frame;
}

TEST(FikaProtocol, TellsEveryReaderOfEveryPostInADelta) {
  FikaProtocol protocol(small_stage());
  Heard heard;
  const std::string first = delta_of(1, {10, 11}).SerializeAsString();
  const std::string second = delta_of(2, {12}).SerializeAsString();
  for (int reader = 0; reader < 2; ++reader) {
    protocol.read(kSeat, first, heard);
    protocol.read(kSeat, second, heard);
  }
  EXPECT_EQ(heard.posts, (std::vector<std::uint64_t>{10, 11, 12, 10, 11, 12}));
  EXPECT_TRUE(heard.refusals.empty());
}

TEST(FikaProtocol, ReadsADeflatedDeltaEachTimeItComes) {
  std::string plain = delta_of(3, {1, 2, 3, 4}).SerializeAsString();
  std::string deflated(plain.size() + 64, '\0');
  z_stream stream{};
  ASSERT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(deflated.data());
  stream.avail_out = static_cast<uInt>(deflated.size());
  ASSERT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  deflated.resize(stream.total_out);
  deflateEnd(&stream);
  v1::ServerFrame frame;
  frame.set_deflated(deflated);
  FikaProtocol protocol(small_stage());
  Heard heard;
  protocol.read(kSeat, frame.SerializeAsString(), heard);
  protocol.read(kSeat, frame.SerializeAsString(), heard);
  EXPECT_EQ(heard.posts, (std::vector<std::uint64_t>{1, 2, 3, 4, 1, 2, 3, 4}));
}

TEST(FikaProtocol, AReplyAcknowledgesTheCallThatWasPosted) {
  FikaProtocol protocol(small_stage());
  v1::ClientFrame posted;
  ASSERT_TRUE(posted.ParseFromString(protocol.post(kSeat, 0, "hello")));
  EXPECT_EQ(posted.call().method(), "fika.v1.MessageService/PostMessage");
  v1::ServerFrame reply;
  reply.mutable_reply()->set_id(posted.call().id());
  Heard heard;
  protocol.read(kSeat, reply.SerializeAsString(), heard);
  EXPECT_EQ(heard.acks, std::vector<std::uint64_t>{0});
}

TEST(FikaProtocol, ARefusedPostIsSaidWithItsReason) {
  FikaProtocol protocol(small_stage());
  v1::ServerFrame reply;
  reply.mutable_reply()->set_id(1);
  reply.mutable_reply()->mutable_error()->set_code("resource_exhausted");
  reply.mutable_reply()->mutable_error()->set_message("too many");
  Heard heard;
  protocol.read(kSeat, reply.SerializeAsString(), heard);
  EXPECT_EQ(heard.refusals, std::vector<std::string>{"resource_exhausted: too many"});
  EXPECT_TRUE(heard.acks.empty());
}

TEST(FikaProtocol, ResumesAtTheStagesCursorAndAnswersPings) {
  FikaProtocol protocol(small_stage());
  const Opening opening = protocol.opening(kSeat);
  EXPECT_EQ(opening.headers, "Authorization: Bearer s3cret\r\n");
  v1::ClientFrame hello;
  ASSERT_TRUE(hello.ParseFromString(opening.first_message));
  EXPECT_EQ(hello.hello().cursor().seq(), 77U);
  EXPECT_EQ(hello.hello().held_size(), 3);
  v1::ServerFrame resumed;
  resumed.mutable_resumed();
  v1::ServerFrame ping;
  ping.mutable_ping();
  Heard heard;
  protocol.read(kSeat, resumed.SerializeAsString(), heard);
  protocol.read(kSeat, ping.SerializeAsString(), heard);
  EXPECT_EQ(heard.ready, 1);
  ASSERT_EQ(heard.sent.size(), 1U);
  v1::ClientFrame pong;
  ASSERT_TRUE(pong.ParseFromString(heard.sent.front()));
  EXPECT_TRUE(pong.has_pong());
}

}  // namespace
}  // namespace fika::bench
