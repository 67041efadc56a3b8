// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of one run, and the account of who got what. Used by run_load, which decides when
// to post; the crowd posts, reads, measures and counts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tests/bench/load/connection.h"
#include "tests/bench/load/histogram.h"
#include "tests/bench/load/load.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {

class Crowd final : private Listener {
 public:
  // `protocol` outlives the crowd.
  Crowd(const Scenario& scenario, Protocol& protocol, const LoadOptions& options);

  // Connects everyone and waits until each is ready.
  Status open_all();
  // Posts from the sender that is `number`th, counted over all rooms and wrapping round.
  void post(std::size_t sender, std::int64_t due_ns);
  // Handles what has come until there is nothing or `deadline_ns` has passed; waits for it at most
  // so long. `between` is called now and then while much has come, for what else falls due.
  Status turn(std::int64_t deadline_ns, const std::function<void()>& between = [] {});

  // A sender whose post is acknowledged posts the next one, while this is set.
  void set_post_on_ack(bool on) { post_on_ack_ = on; }
  // Only posts due from now on count in the latencies.
  void measure_from(std::int64_t from_ns) { measure_from_ns_ = from_ns; }

  std::size_t senders() const { return senders_.size(); }
  std::uint64_t acks() const { return acks_; }
  std::uint64_t deliveries() const { return deliveries_; }
  std::uint64_t expected_deliveries() const { return expected_; }
  std::int64_t last_delivery_ns() const { return last_delivery_ns_; }
  const Histogram& delivery_times() const { return delivery_times_; }
  const Histogram& ack_times() const { return ack_times_; }
  // kInternal when a reader got a post twice or one of another room.
  Status check_accounts() const;

 private:
  struct Client {
    Connection connection;
    Seat seat;
    bool is_ready = false;
    bool watched_for_writing = true;
    std::uint64_t received = 0;
    std::uint64_t received_sum = 0;
  };
  // Sums of scattered post numbers: equal counts and equal sums mean the same posts.
  struct Account {
    std::uint64_t posted = 0;
    std::uint64_t posted_sum = 0;
  };

  Status open_one();
  Status handle(Client& client, std::uint32_t events);
  void post_from(Client& client, std::int64_t due_ns);
  void watch(Client& client);
  void fail_with(Error error);

  void on_ready() override;
  void on_ack(std::uint64_t call) override;
  void on_delivery(const PostStamp& stamp) override;
  void on_refusal(std::string_view reason) override;
  void send(std::string_view message) override;

  const Scenario& scenario_;
  Protocol& protocol_;
  const LoadOptions& options_;
  Descriptor epoll_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<Client*> senders_;
  std::vector<Account> rooms_;
  std::vector<std::int64_t> due_ns_;  // by post number, which is also the call
  std::vector<char> buffer_;

  Client* reading_ = nullptr;    // whose message the protocol is looking at
  std::int64_t read_at_ns_ = 0;  // when its bytes were there
  std::size_t ready_ = 0;
  bool post_on_ack_ = false;
  std::int64_t measure_from_ns_ = 0;
  std::uint64_t acks_ = 0;
  std::uint64_t deliveries_ = 0;
  std::uint64_t expected_ = 0;
  std::int64_t last_delivery_ns_ = 0;
  Histogram delivery_times_;
  Histogram ack_times_;
  std::optional<Error> failure_;
};

}  // namespace fika::bench
