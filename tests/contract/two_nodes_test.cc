// SPDX-License-Identifier: GPL-3.0-or-later
// Two nodes over one log that fails by chance, with clients that send again until they are
// answered.
#include <set>

#include <gtest/gtest.h>

#include "tests/contract/node.h"

namespace fika::storage {
namespace {

struct Sent {
  std::uint64_t number = 0;
  std::string client_id;  // empty: never sent again
  std::future<Result<Done>> answer;
};

class TwoNodes : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
  SharedLog log_;
  Node nodes_[2] = {{log_, seed_ + 1, 25}, {log_, seed_ + 2, 25}};

  std::future<Result<Done>> send(const Sent& sent) {
    return submit(*nodes_[random_() % 2].writer,
                  counting(thread_, test_id(1000 + sent.number), sent.client_id));
  }
  std::set<Id> messages(const Store& store) {
    std::set<Id> all;
    EXPECT_TRUE(for_each<v1::Message>(*store.snapshot(), thread_, {}, [&](v1::Message&& message) {
      all.insert(Id::parse(message.id()).value());
      return true;
    }));
    return all;
  }
};

TEST_F(TwoNodes, AgreeAndLoseNothingWhateverTheLogAnswers) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  for (Node& node : nodes_) node.start();
  std::set<Id> acknowledged;
  std::set<std::uint64_t> ordinals;
  std::uint64_t number = 0;
  for (int round = 0; round < 40; ++round) {
    std::vector<Sent> waiting;
    for (std::uint64_t count = 1 + random_() % 12; count > 0; --count) {
      Sent sent{.number = ++number, .client_id = {}, .answer = {}};
      if (random_() % 2 == 0) sent.client_id = "client-" + std::to_string(sent.number);
      sent.answer = send(sent);
      waiting.push_back(std::move(sent));
    }
    // An impatient client asks twice, perhaps on another node, before it has any answer.
    std::vector<std::future<Result<Done>>> impatient;
    for (const Sent& sent : waiting) {
      if (!sent.client_id.empty() && random_() % 4 == 0) impatient.push_back(send(sent));
    }
    for (Sent& sent : waiting) {
      auto done = sent.answer.get();
      while (!done && !sent.client_id.empty()) {
        ASSERT_EQ(done.error().code, Code::kUnavailable) << done.error().detail;
        done = send(sent).get();
      }
      if (!done) continue;
      acknowledged.insert(test_id(1000 + sent.number));
      EXPECT_TRUE(ordinals.insert(std::stoull(done->reply)).second) << "ordinal given twice";
    }
    for (auto& answer : impatient) answer.wait();
    if (round % 13 == 12) {
      Node& node = nodes_[random_() % 2];
      const std::uint64_t head = node.bed.store->head().seq;
      node.restart();
      EXPECT_GE(node.bed.store->head().seq, head);
    }
  }
  for (Node& node : nodes_) {
    node.finish();
    EXPECT_FALSE(node.fatal) << node.fatal->detail;
    expect_told_once(node.told, log_.head().seq);
  }
  const Store& store = *nodes_[0].bed.store;
  expect_equal_rows(store, *nodes_[1].bed.store);
  // What was refused is not there, what was acknowledged is, and each counted once.
  EXPECT_EQ(messages(store), acknowledged);
  EXPECT_EQ(count_in(store, thread_), acknowledged.size());
}

}  // namespace
}  // namespace fika::storage
