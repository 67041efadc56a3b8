// SPDX-License-Identifier: GPL-3.0-or-later
// A hub over a real store, without sockets and threads: publications wait until a test delivers
// them, and what runs aside until a test runs it.
#pragma once

#include <deque>
#include <fika/v1/communities.pb.h>
#include <fika/v1/sync.pb.h>
#include <fika/v1/threads.pb.h>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/domain/registry/registry.h"
#include "server/feed/deflate.h"
#include "server/feed/hub.h"
#include "tests/support/world.h"

namespace fika::feed {

// Frames have a length in front instead of a WebSocket header.
inline Frame framed(std::string_view payload) {
  return std::make_shared<const std::string>(
      storage::KeyWriter().u32(static_cast<std::uint32_t>(payload.size())).text(payload).take());
}

// One open socket of somebody, and everything that came over it.
class Device : public Outlet {
 public:
  Device(Hub& hub, const domain::Actor& actor) : session(hub, *this, actor) {}

  void send(Frame frame) override {
    std::string_view rest = *frame;
    while (!rest.empty()) {
      const std::uint32_t size = storage::KeyReader(rest).u32();
      v1::ServerFrame next;
      EXPECT_TRUE(next.ParseFromString(std::string(rest.substr(4, size))));
      if (next.has_deflated()) {
        const auto plain = inflate_raw(next.deflated(), 8 << 20);
        EXPECT_TRUE(plain && next.ParseFromString(*plain));
      }
      if (close_code == 0) frames.push_back(std::move(next));
      rest.remove_prefix(4 + size);
    }
  }
  std::size_t waiting_bytes() const override { return waiting; }
  void close(std::uint16_t code, std::string_view) override {
    if (close_code == 0) close_code = code;
  }

  void hello(const v1::Hello& hello = {}) {
    v1::ClientFrame frame;
    *frame.mutable_hello() = hello;
    session.on_message(frame.SerializeAsString());
  }
  void watch(const Id& root) {
    v1::ClientFrame frame;
    frame.mutable_watch()->set_root(std::string(root.bytes()));
    session.on_message(frame.SerializeAsString());
  }
  std::size_t count(v1::ServerFrame::FrameCase kind) const {
    return static_cast<std::size_t>(std::ranges::count(frames, kind, &v1::ServerFrame::frame_case));
  }
  // How many frames hold the words.
  std::size_t told(const std::string& words) const {
    return static_cast<std::size_t>(std::ranges::count_if(frames, [&](const auto& frame) {
      return frame.SerializeAsString().find(words) != std::string::npos;
    }));
  }

  std::vector<v1::ServerFrame> frames;
  std::size_t waiting = 0;
  std::uint16_t close_code = 0;
  Session session;  // last: it uses the outlet
};

class FeedTest : public ::testing::Test {
 protected:
  FeedTest() {
    hub_ = std::make_unique<Hub>(world_.store(), world_.clock(), config());
    world_.on_commit([this](const storage::CommitSummary& summary) {
      const std::lock_guard lock(mutex_);
      publications_.push_back(make_publication(storage::CommitSummary(summary), framed));
    });
    anna_ = world_.person("Anna");
    bo_ = world_.person("Bo");
    community_ = community(anna_, "Wells");
    join(bo_, community_);
    publish();
  }

  HubConfig config() {
    HubConfig config;
    config.organisation = world_.organisation();
    config.make_frame = framed;
    config.run_aside = [this](std::function<void()> work, std::function<void()> done) {
      if (is_full_) return false;
      if (is_inline_) {
        work();
        done();
      } else {
        asides_.emplace_back(std::move(work), std::move(done));
      }
      return true;
    };
    return config;
  }

  // Delivers what was committed.
  void publish() {
    while (true) {
      std::shared_ptr<const Publication> next;
      {
        const std::lock_guard lock(mutex_);
        if (publications_.empty()) return;
        next = publications_.front();
        publications_.pop_front();
      }
      hub_->publish(next);
    }
  }
  // What waits to be run aside reads the store, and comes back with what it read.
  void read_aside() {
    for (auto& [work, done] : asides_) {
      if (work) std::exchange(work, nullptr)();
    }
  }
  void come_back() {
    for (auto& [work, done] : std::exchange(asides_, {})) {
      if (work) work();
      done();
    }
  }

  Id community(const domain::Actor& steward, const std::string& name,
               v1::Openness openness = v1::OPENNESS_OPEN) {
    v1::CreateCommunityRequest request;
    const Id id = world_.fresh_id();
    request.set_id(id.text());
    request.set_name(name);
    request.set_openness(openness);
    EXPECT_TRUE(world_.call<v1::Community>(steward, "CreateCommunity", request));
    return id;
  }
  void join(const domain::Actor& who, const Id& community) {
    v1::JoinCommunityRequest request;
    request.set_community(community.text());
    EXPECT_TRUE(world_.call<v1::JoinCommunityReply>(who, "JoinCommunity", request));
  }
  void leave(const domain::Actor& who, const Id& community) {
    v1::LeaveCommunityRequest request;
    request.set_community(community.text());
    EXPECT_TRUE(world_.call<v1::LeaveCommunityReply>(who, "LeaveCommunity", request));
  }
  Id thread(const std::string& text) { return thread_in(community_, text); }
  Id thread_in(const Id& community, const std::string& text) {
    v1::StartThreadRequest request;
    const Id id = world_.fresh_id();
    request.set_id(id.text());
    request.set_community(community.text());
    request.set_message(world_.fresh_id().text());
    request.set_text(text);
    EXPECT_TRUE(world_.call<v1::StartThreadReply>(anna_, "StartThread", request));
    return id;
  }

  tests::World world_{domain::registry()};
  std::mutex mutex_;
  std::deque<std::shared_ptr<const Publication>> publications_;
  std::vector<std::pair<std::function<void()>, std::function<void()>>> asides_;
  bool is_full_ = false;
  bool is_inline_ = false;
  std::unique_ptr<Hub> hub_;
  domain::Actor anna_, bo_;
  Id community_;
};

}  // namespace fika::feed
