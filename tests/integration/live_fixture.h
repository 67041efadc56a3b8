// SPDX-License-Identifier: GPL-3.0-or-later
// Anna and Bo, members of one open community on one server for the whole suite; the tests of it
// stand in several files, by subject.
#pragma once

#include <algorithm>

#include <fmt/format.h>

#include "tests/integration/live_client.h"
#include "tests/integration/served.h"

namespace fika::tests {

class Live : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    served = new Served({"--no-rate-limits"});
    anna = served->add_person("Anna");
    bo = served->add_person("Bo");
  }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }
  void SetUp() override {
    community = served->community(anna, v1::OPENNESS_OPEN);
    served->add_member(anna, community, bo.id);
  }

  static std::string thread_by_anna(const std::string& text = "Wells") {
    return served->thread(anna, current->community, text);
  }
  static v1::ListMessagesReply messages_of(const std::string& root) {
    v1::ListMessagesRequest request;
    request.set_root(root);
    request.set_limit(500);
    return served->tell<v1::ListMessagesReply>(anna, "MessageService/ListMessages", request);
  }
  static std::vector<v1::Message> held_of(const LiveClient& client, const std::string& root) {
    std::vector<v1::Message> messages;
    for (v1::Message& message : client.held<v1::Message>()) {
      if (message.root() == root) messages.push_back(std::move(message));
    }
    std::ranges::sort(messages, {}, &v1::Message::ordinal);
    return messages;
  }
  static bool holds_text(const LiveClient& client, const std::string& text) {
    return client.all_bodies().find(text) != std::string::npos;
  }
  // What the client holds of a thread is the thread, to the byte.
  static void expect_present(const LiveClient& client, const std::string& root) {
    const auto present = messages_of(root);
    const auto held = held_of(client, root);
    ASSERT_EQ(held.size(), static_cast<std::size_t>(present.messages_size()));
    for (std::size_t i = 0; i < held.size(); ++i) {
      EXPECT_EQ(held[i].SerializeAsString(),
                present.messages(static_cast<int>(i)).SerializeAsString());
    }
  }
  static v1::ClientFrame call_frame(std::uint64_t id, std::string_view method,
                                    const google::protobuf::Message& request,
                                    const std::string& client_id = {}) {
    v1::ClientFrame frame;
    frame.mutable_call()->set_id(id);
    frame.mutable_call()->set_method(fmt::format("fika.v1.{}", method));
    frame.mutable_call()->set_request(request.SerializeAsString());
    frame.mutable_call()->set_client_id(client_id);
    return frame;
  }
  static v1::ClientFrame typing_frame(const std::string& root) {
    v1::ClientFrame frame;
    frame.mutable_ephemeral()->mutable_typing()->set_root(id_bytes(root));
    return frame;
  }
  static std::size_t open_sockets() {
    const HttpAnswer answer = served->http().send("GET", "/metrics");
    const std::size_t at = answer.body.find("\nfika_sync_sockets ");
    return std::stoul(answer.body.substr(at + 19));
  }
  static std::size_t resident_bytes() {
    const auto statm = file_contents(fmt::format("/proc/{}/statm", served->server().pid()));
    return std::stoul(statm.substr(statm.find(' ') + 1)) * 4096;
  }
  // Something said in a thread both follow, so that a reader knows that all before it has come.
  static void read_to_now(LiveClient& client) {
    const std::string marker = "Marker " + fresh_id();
    served->thread(anna, current->community, marker);
    ASSERT_TRUE(client.read_until([&] { return holds_text(client, marker); }));
  }

  Live() { current = this; }
  std::string community;
  static inline Live* current = nullptr;
  static inline Served* served = nullptr;
  static inline Account anna, bo;
};

}  // namespace fika::tests
