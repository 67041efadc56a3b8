// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fika/fika_protocol.h"

#include <functional>

#include <fmt/format.h>

#include "base/clock.h"
#include "fika/v1/messages.pb.h"
#include "fika/v1/options.pb.h"
#include "tests/bench/fika/server_frame.h"

namespace fika::bench {
namespace {

// More than the frames that are under way to a room at one time, over all rooms.
constexpr std::size_t kKnownFrames = 4096;
// A Delta's scope and seq stand in its first bytes and tell frames apart.
constexpr std::size_t kTellingBytes = 64;

std::uint32_t kind_of_message() {
  static const std::uint32_t kKind =
      v1::Message::descriptor()->options().GetExtension(v1::entity).kind();
  return kKind;
}

void hold(v1::Hello& hello, v1::ScopeKind kind, const Id& id) {
  v1::Scope& scope = *hello.add_held();
  scope.set_kind(kind);
  scope.set_id(std::string(id.bytes()));
}

}  // namespace

FikaProtocol::FikaProtocol(Stage stage) : stage_(std::move(stage)), known_(kKnownFrames) {}

Opening FikaProtocol::opening(const Seat& seat) {
  const StagePerson& person = stage_.people[seat.index];
  v1::ClientFrame frame;
  v1::Hello& hello = *frame.mutable_hello();
  hello.set_protocol(1);
  *hello.mutable_cursor() = stage_.cursor;
  hold(hello, v1::SCOPE_KIND_ORGANISATION, stage_.organisation);
  hold(hello, v1::SCOPE_KIND_COMMUNITY, stage_.rooms[seat.room].community);
  hold(hello, v1::SCOPE_KIND_PERSON, person.id);
  return {.path = "/sync",
          .headers = fmt::format("Authorization: Bearer {}\r\n", person.secret),
          .first_message = frame.SerializeAsString()};
}

std::string FikaProtocol::post(const Seat& seat, std::uint64_t call, std::string_view text) {
  const std::string id = Id::make(SystemClock().now_ms()).text();
  v1::PostMessageRequest request;
  request.set_id(id);
  request.set_root(stage_.rooms[seat.room].thread.text());
  request.set_text(std::string(text));
  v1::ClientFrame frame;
  v1::Call& posting = *frame.mutable_call();
  posting.set_id(call + 1);  // 0 looks absent on the wire
  posting.set_method("fika.v1.MessageService/PostMessage");
  posting.set_request(request.SerializeAsString());
  posting.set_client_id(id);
  return frame.SerializeAsString();
}

void FikaProtocol::read(const Seat&, std::string_view message, Listener& listener) {
  const auto hash = std::hash<std::string_view>{}(message.substr(0, kTellingBytes));
  Known& known = known_[hash % known_.size()];
  if (message.empty() || known.message != message) {
    v1::ServerFrame frame;
    if (!read_server_frame(message, frame)) {
      return listener.on_refusal("a frame that is none of sync.proto's");
    }
    if (!frame.has_delta() && !frame.has_commit()) return answer(frame, listener);
    remember(known, message, frame.delta());
  }
  for (const PostStamp& stamp : known.posts) listener.on_delivery(stamp);
}

void FikaProtocol::remember(Known& known, std::string_view message, const v1::Delta& delta) {
  known.message = message;
  known.posts.clear();
  for (const v1::Put& put : delta.puts()) {
    if (put.kind() != kind_of_message()) continue;
    v1::Message post;
    if (!post.ParseFromString(put.body())) continue;
    if (const auto stamp = read_stamp(post.text())) known.posts.push_back(*stamp);
  }
}

void FikaProtocol::answer(const v1::ServerFrame& frame, Listener& listener) {
  switch (frame.frame_case()) {
    case v1::ServerFrame::kResumed:
    case v1::ServerFrame::kPartial:
    case v1::ServerFrame::kBootstrap:
      return listener.on_ready();
    case v1::ServerFrame::kReply:
      if (frame.reply().has_error()) {
        return listener.on_refusal(
            fmt::format("{}: {}", frame.reply().error().code(), frame.reply().error().message()));
      }
      return listener.on_ack(frame.reply().id() - 1);
    case v1::ServerFrame::kPing: {
      v1::ClientFrame pong;
      pong.mutable_pong();
      return listener.send(pong.SerializeAsString());
    }
    case v1::ServerFrame::kReconnect:
      return listener.on_refusal("that it is stopping");
    default:
      return;  // what else is sent is not about posts
  }
}

}  // namespace fika::bench
