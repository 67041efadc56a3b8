// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/crowd.h"

#include <fika/v1/communities.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/sign_in.pb.h>

#include <gtest/gtest.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/id.h"

namespace fika::tests {
namespace {

constexpr std::size_t kByHttp = 5;
constexpr std::size_t kBySync = 2;
constexpr std::chrono::seconds kLoadMax{120};

std::string fresh_id() { return Id::make(SystemClock().now_ms()).text(); }

// The commit the server said it starts from.
std::uint64_t head_in(const std::string& log) {
  constexpr std::string_view kMark = ", commit ";
  const std::size_t at = log.find(kMark, log.rfind(" serves on "));
  FIKA_CHECK(at != std::string::npos);
  return std::strtoull(log.c_str() + at + kMark.size(), nullptr, 10);
}

std::string open_community(cli::Calls& calls, const std::string& name) {
  v1::CreateCommunityRequest request;
  request.set_id(fresh_id());
  request.set_name(name);
  FIKA_CHECK(calls.tell<v1::Community>("CommunityService/CreateCommunity", request).has_value());
  return request.id();
}

}  // namespace

Crowd::Crowd(ServerProcess& server, std::uint64_t seed, std::size_t text_bytes)
    : server_(server), observer_(server.admin_token()), head_(head_in(server.log())) {
  cli::Calls calls = admin();
  board_.community = open_community(calls, "Everybody");
  board_.side = open_community(calls, "Those who come and go");
  for (std::size_t i = 0; i < kByHttp + kBySync; ++i) {
    sign_in(calls, i >= kByHttp, text_bytes, seed + i);
  }
  observer_.connect(calls.url());
}

cli::Calls Crowd::admin() const {
  return {*cli::Url::parse(server_.url()), {}, server_.admin_token()};
}

void Crowd::sign_in(cli::Calls& calls, bool is_by_sync, std::size_t text_bytes,
                    std::uint64_t seed) {
  v1::AddPersonRequest person;
  person.set_id(fresh_id());
  person.set_name(fmt::format("Colleague {}", people_.size() + 1));
  person.set_role(v1::ROLE_MEMBER);
  FIKA_CHECK(calls.tell<v1::Person>("PeopleService/AddPerson", person).has_value());
  v1::CreateSignInLinkRequest link;
  link.set_person(person.id());
  const auto made = calls.tell<v1::SignInLink>("SignInService/CreateSignInLink", link);
  FIKA_CHECK(made.has_value());
  v1::SignInWithLinkRequest entry;
  entry.set_secret(made->secret());
  entry.set_device("crash test");
  cli::Calls own(calls.url(), {}, {});
  const auto signed_in = own.tell<v1::SignedIn>("SignInService/SignInWithLink", entry);
  FIKA_CHECK(signed_in.has_value());
  own.set_secret(signed_in->secret());
  v1::JoinCommunityRequest join;
  join.set_community(board_.community);
  FIKA_CHECK(own.tell<v1::JoinCommunityReply>("CommunityService/JoinCommunity", join).has_value());
  people_.push_back(std::make_unique<Colleague>(board_, person.id(), signed_in->secret(),
                                                is_by_sync, text_bytes, seed));
  people_.back()->connect(calls.url());
}

void Crowd::begin() {
  acknowledged_ = 0;
  writing_ = people_.size();
  for (const auto& colleague : people_) {
    threads_.emplace_back([this, &who = *colleague] {
      while (write_on(who)) {
      }
    });
  }
  threads_.emplace_back([this] { observer_.listen(); });
}

bool Crowd::write_on(Colleague& colleague) {
  const bool given = colleague.give_one();
  const std::lock_guard lock(mutex_);
  if (given) {
    ++acknowledged_;
  } else {
    --writing_;
  }
  changed_.notify_one();
  return given;
}

bool Crowd::wait_for(std::size_t acknowledged) {
  std::unique_lock lock(mutex_);
  const bool done = changed_.wait_for(
      lock, kLoadMax, [&] { return acknowledged_ >= acknowledged || writing_ == 0; });
  return done && acknowledged_ >= acknowledged;
}

void Crowd::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

std::size_t Crowd::acknowledged() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_;
}

void Crowd::return_and_check() {
  const std::uint64_t before = std::exchange(head_, head_in(server_.log()));
  EXPECT_GE(head_, before) << "the log went back";
  EXPECT_LE(observer_.seq(), head_) << "a commit was told that is not there";
  for (const auto& colleague : people_) {
    EXPECT_LE(colleague->last_seq(), head_) << "a commit was acknowledged that is not there";
  }
  cli::Calls calls = admin();
  observer_.connect(calls.url());
  EXPECT_GE(observer_.seq(), head_);
  const auto found = read_held(calls, board_.community, board_.side);
  ASSERT_TRUE(found) << found.error().sentence;
  expect_nobody_lost_anything(*found, false);
  for (const auto& colleague : people_) {
    colleague->connect(calls.url());
    colleague->send_lost_again(*found, head_);
    colleague->repeat_last();
  }
  expect_told();
  const auto settled = read_held(calls, board_.community, board_.side);
  ASSERT_TRUE(settled) << settled.error().sentence;
  expect_nobody_lost_anything(*settled, true);
  expect_exactly(*settled);
}

void Crowd::expect_nobody_lost_anything(const Held& held, bool is_settled) const {
  for (const auto& colleague : people_) colleague->expect_in(held, is_settled);
}

void Crowd::expect_exactly(const Held& held) const {
  std::size_t written = 0;
  std::size_t reactions = 0;
  std::size_t pages = 0;
  for (const auto& colleague : people_) {
    written += colleague->written().size();
    reactions += colleague->reactions().size();
    pages += colleague->pages().size();
  }
  EXPECT_EQ(held.messages.size(), written);
  EXPECT_EQ(held.reactions.size(), reactions);
  EXPECT_EQ(held.pages.size(), pages);
}

// The commit named in an answer is the one in which the message is told to have changed. What was
// sent again and done only now is told at the next return.
void Crowd::expect_told() const {
  for (const auto& colleague : people_) {
    for (const auto& [id, written] : colleague->written()) {
      if (written.seq > head_) continue;
      const auto told = observer_.messages().find(id);
      ASSERT_NE(told, observer_.messages().end()) << "nobody was told of commit " << written.seq;
      EXPECT_EQ(told->second.version, written.seq);
      EXPECT_EQ(told->second.text, written.text);
    }
  }
}

}  // namespace fika::tests
