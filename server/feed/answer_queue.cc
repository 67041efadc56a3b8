// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/answer_queue.h"

#include <algorithm>

namespace fika::feed {
namespace {

constexpr std::size_t kOrderBytes = 512;  // of an order without its key and Hello

// The role is read again for the answer; the rights of the secret are not.
std::string key_of(const domain::Actor& actor, const v1::Hello& hello) {
  return storage::KeyWriter()
      .id(actor.person)
      .u8(static_cast<std::uint8_t>(actor.scope))
      .text(hello.SerializeAsString())
      .take();
}

}  // namespace

AnswerQueue::AnswerQueue(RunAside run_aside, Build build, IsWanted is_wanted, Deliver deliver)
    : run_aside_(std::move(run_aside)),
      build_(std::move(build)),
      is_wanted_(std::move(is_wanted)),
      deliver_(std::move(deliver)) {}

bool AnswerQueue::ask(const domain::Actor& actor, const v1::Hello& hello, const Asker& asker) {
  std::string key = key_of(actor, hello);
  if (const auto same = orders_.find(key); same != orders_.end()) {
    same->second->askers.push_back(asker);
    return true;
  }
  const std::size_t bytes = hello.SpaceUsedLong() + 2 * key.size() + kOrderBytes;
  if (waiting_bytes_ + bytes > kWaitingBytesMax) return false;
  waiting_bytes_ += bytes;
  auto order = std::make_shared<Order>(Order{key, actor, hello, {asker}, bytes, {}});
  orders_.emplace(std::move(key), order);
  waiting_.push_back(std::move(order));
  start();
  return true;
}

void AnswerQueue::start() {
  while (!waiting_.empty() && in_flight_ < kInFlightMax) {
    const std::shared_ptr<Order> order = waiting_.front();
    waiting_.pop_front();
    waiting_bytes_ -= order->bytes;
    if (std::ranges::none_of(order->askers, is_wanted_)) {
      orders_.erase(order->key);
      continue;
    }
    ++in_flight_;
    const bool has_room =
        run_aside_([this, order] { order->answer = build_(order->actor, order->hello); },
                   [this, order] { finish(order); });
    if (has_room) continue;
    --in_flight_;
    waiting_.push_front(order);
    waiting_bytes_ += order->bytes;
    return;
  }
}

void AnswerQueue::finish(const std::shared_ptr<Order>& order) {
  --in_flight_;
  // Who asks from now on asks about what happened since.
  orders_.erase(order->key);
  for (const Asker& asker : order->askers) {
    if (is_wanted_(asker)) deliver_(asker, order->hello, order->answer);
  }
  start();
}

}  // namespace fika::feed
