// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/observer.h"

#include <fika/v1/messages.pb.h>
#include <fika/v1/options.pb.h>

#include <gtest/gtest.h>

#include "clients/cli/sync/frames.h"

namespace fika::tests {
namespace {

constexpr int kSilenceMsMax = 60'000;

std::uint32_t message_kind() {
  return v1::Message::descriptor()->options().GetExtension(v1::entity).kind();
}

}  // namespace

void Observer::connect(const cli::Url& url) {
  auto socket = cli::WebSocket::open(url, {}, "/sync", secret_);
  ASSERT_TRUE(socket) << socket.error().sentence;
  socket_.emplace(*std::move(socket));
  const cli::sync::Position before = link_.position();
  ASSERT_TRUE(socket_->send(link_.hello().SerializeAsString()));
  std::optional<cli::sync::Batch> answer;
  while (!answer) {
    auto read_one = read();
    ASSERT_TRUE(read_one) << read_one.error().sentence;
    answer = *std::move(read_one);
  }
  const bool is_first = before.epoch.empty();
  EXPECT_EQ(answer->tier, is_first ? cli::sync::Tier::kBootstrap : cli::sync::Tier::kResumed);
  if (!is_first) EXPECT_EQ(link_.position().epoch, before.epoch);
  EXPECT_GE(link_.position().seq, before.seq);
  apply(*answer);
}

void Observer::listen() {
  while (true) {
    const auto batch = read();
    if (!batch) return;
    if (*batch) apply(**batch);
  }
}

cli::Outcome<std::optional<cli::sync::Batch>> Observer::read() {
  TRY(const std::string bytes, socket_->receive(kSilenceMsMax));
  TRY(const v1::ServerFrame frame, cli::or_exit(cli::sync::decode(bytes), cli::Exit::kUnreachable));
  cli::sync::Link::Step step = link_.take(frame);
  for (const v1::ClientFrame& answer : step.send) {
    EXPECT_FALSE(answer.has_hello()) << "the server left something out";
    CHECKED(socket_->send(answer.SerializeAsString()));
  }
  return std::move(step.batch);
}

void Observer::apply(const cli::sync::Batch& batch) {
  EXPECT_TRUE(batch.stale_roots.empty());
  for (const v1::Snapshot& snapshot : batch.snapshots) {
    for (const v1::Put& each : snapshot.puts()) put(each);
  }
  for (const v1::Delta& delta : batch.deltas) {
    for (const v1::Put& each : delta.puts()) put(each);
  }
}

void Observer::put(const v1::Put& put) {
  if (put.kind() != message_kind()) return;
  v1::Message message;
  ASSERT_TRUE(message.ParseFromString(put.body()));
  Told& told = messages_[message.id()];
  EXPECT_GE(put.version(), told.version) << "a message goes back in time";
  if (put.version() == told.version) {
    EXPECT_EQ(message.text(), told.text) << "commit " << put.version() << " was told differently";
  }
  told = {put.version(), message.text()};
}

}  // namespace fika::tests
