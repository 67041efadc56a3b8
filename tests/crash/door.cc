// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/door.h"

#include <fika/v1/sync.pb.h>
#include <optional>

#include "clients/cli/sync/frames.h"
#include "clients/cli/transport/http.h"
#include "clients/cli/transport/websocket.h"

namespace fika::tests {
namespace {

using cli::Exit;
using cli::give_up;

constexpr int kAnswerMsMax = 60'000;

class HttpDoor final : public Door {
 public:
  HttpDoor(const cli::Url& url, const std::string& secret) : http_(url, {}), secret_(secret) {}

  cli::Outcome<Acknowledgement> give(const Order& order) override {
    TRY(cli::HttpAnswer answer, http_.post("/api/fika.v1." + order.method,
                                           {{"Content-Type", "application/proto"},
                                            {"Authorization", "Bearer " + secret_},
                                            {"Idempotency-Key", order.client_id}},
                                           order.request));
    if (answer.status != 200) {
      const Code code = answer.status == 503 ? Code::kUnavailable : Code::kInvalid;
      return give_up(Exit::kRefused, code, "{} {}", answer.status, answer.body);
    }
    const std::string seq = answer.headers["fika-seq"];
    return Acknowledgement{std::strtoull(seq.c_str(), nullptr, 10), std::move(answer.body)};
  }

 private:
  cli::HttpConnection http_;
  const std::string secret_;
};

class SyncDoor final : public Door {
 public:
  SyncDoor(const cli::Url& url, const std::string& secret) : url_(url), secret_(secret) {}

  cli::Outcome<Acknowledgement> give(const Order& order) override {
    CHECKED(open());
    v1::ClientFrame frame;
    v1::Call& call = *frame.mutable_call();
    call.set_id(++calls_);
    call.set_method("fika.v1." + order.method);
    call.set_request(order.request);
    call.set_client_id(order.client_id);
    CHECKED(socket_->send(frame.SerializeAsString()));
    while (true) {
      TRY(v1::ServerFrame answer, receive());
      // What others do comes by the same socket.
      if (!answer.has_reply() || answer.reply().id() != calls_) continue;
      v1::Reply& reply = *answer.mutable_reply();
      if (reply.has_error()) {
        const Code code =
            reply.error().code() == "unavailable" ? Code::kUnavailable : Code::kInvalid;
        return give_up(Exit::kRefused, code, "{} {}", reply.error().code(),
                       reply.error().message());
      }
      return Acknowledgement{reply.seq(), std::move(*reply.mutable_response())};
    }
  }

 private:
  cli::Outcome<void> open() {
    if (socket_) return {};
    TRY(cli::WebSocket socket, cli::WebSocket::open(url_, {}, "/sync", secret_));
    socket_.emplace(std::move(socket));
    v1::ClientFrame frame;
    frame.mutable_hello()->set_protocol(1);
    return socket_->send(frame.SerializeAsString());
  }

  cli::Outcome<v1::ServerFrame> receive() {
    TRY(const std::string bytes, socket_->receive(kAnswerMsMax));
    TRY(v1::ServerFrame frame, cli::or_exit(cli::sync::decode(bytes), Exit::kUnreachable));
    if (frame.has_ping()) {
      v1::ClientFrame pong;
      pong.mutable_pong();
      CHECKED(socket_->send(pong.SerializeAsString()));
    }
    return frame;
  }

  const cli::Url url_;
  const std::string secret_;
  std::optional<cli::WebSocket> socket_;
  std::uint64_t calls_ = 0;
};

}  // namespace

std::unique_ptr<Door> http_door(const cli::Url& url, const std::string& secret) {
  return std::make_unique<HttpDoor>(url, secret);
}
std::unique_ptr<Door> sync_door(const cli::Url& url, const std::string& secret) {
  return std::make_unique<SyncDoor>(url, secret);
}

}  // namespace fika::tests
