// SPDX-License-Identifier: GPL-3.0-or-later
// A costly fan-out waits for company. Whether it does is a matter of figures (tests/bench); what
// must hold is that nothing waits for ever and nothing changes places.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "server/web/client_for_tests.h"
#include "server/web/server.h"

namespace fika::web {
namespace {

constexpr std::uint8_t kBinaryFrame = 0x82;
constexpr std::size_t kReaders = 100;
// So much to each reader that one fan-out counts as costly.
constexpr std::size_t kMessageBytes = 30'000;

// Whoever says something says it to all.
class CrowdApp final : public App {
 public:
  class Member final : public SocketHandler {
   public:
    Member(CrowdApp& app, Socket& socket) : app_(app) { app_.sockets.push_back(&socket); }
    void on_message(std::string_view payload) override {
      for (Socket* socket : app_.sockets) socket->send(make_binary_frame(payload));
    }
    void on_drained() override {}
    void on_closed() override { app_.sockets.clear(); }

   private:
    CrowdApp& app_;
  };

  void handle(Request, Reply reply) override { reply(Response{}); }
  Result<std::unique_ptr<SocketHandler>> open_socket(const Request&, Socket& socket) override {
    return std::make_unique<Member>(*this, socket);
  }
  bool has_more_coming() const override { return is_more_coming; }

  std::vector<Socket*> sockets;
  std::atomic<bool> is_more_coming = false;
};

class Company : public testing::Test {
 protected:
  Company() {
    Config config;
    config.port = 0;
    server_ = *Server::listen(std::move(config), app_);
    thread_ = std::jthread([this] { server_->run(); });
    for (std::size_t i = 0; i < kReaders; ++i) {
      clients_.push_back(std::make_unique<TestClient>(server_->port()));
      EXPECT_TRUE(clients_.back()->open_websocket());
    }
  }
  ~Company() override { server_->stop(0); }

  void expect_everywhere(const std::string& text) {
    for (const auto& client : clients_) ASSERT_EQ(client->read_frame().payload, text);
  }

  CrowdApp app_;
  std::unique_ptr<Server> server_;
  std::jthread thread_;
  std::vector<std::unique_ptr<TestClient>> clients_;
};

TEST_F(Company, ComesToAnEndWhenNothingComes) {
  app_.is_more_coming = true;
  for (char round = 'a'; round < 'k'; ++round) {
    const std::string text(kMessageBytes, round);
    clients_[0]->send_frame(kBinaryFrame, text);
    expect_everywhere(text);
  }
}

TEST_F(Company, EndsAsSoonAsNothingMoreIsComing) {
  for (char round = 'a'; round < 'k'; ++round) {
    app_.is_more_coming = true;
    const std::string text(kMessageBytes, round);
    clients_[0]->send_frame(kBinaryFrame, text);
    server_->post(0, [this] { app_.is_more_coming = false; });
    expect_everywhere(text);
  }
}

TEST_F(Company, KeepsTheOrderOfWhatTravelsTogether) {
  app_.is_more_coming = true;
  std::vector<std::string> texts;
  for (char round = 'a'; round < 'k'; ++round) texts.emplace_back(kMessageBytes, round);
  for (const std::string& text : texts) clients_[0]->send_frame(kBinaryFrame, text);
  for (const std::string& text : texts) expect_everywhere(text);
}

}  // namespace
}  // namespace fika::web
