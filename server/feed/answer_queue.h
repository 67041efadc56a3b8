// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to Hello on their way: read from the log and encoded away from the core, which carries
// thousands of other connections meanwhile. A few at a time; the rest wait here in the order they
// came. Sessions of one person that ask the same thing, as after a grant to somebody with many
// devices, share one answer. Belongs to a Hub and its core.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <fika/v1/sync.pb.h>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "server/domain/actor.h"
#include "server/feed/publication.h"
#include "storage/keys.h"

namespace fika::feed {

// Runs `work` away from the core and then `done` on it. False when there is no room for it now:
// neither is called. Tests run both at once, later or never.
using RunAside = std::function<bool(std::function<void()> work, std::function<void()> done)>;

// What a Hello came to: everything up to `upto`, and the scopes received from there on.
struct Answer {
  std::optional<Error> error;
  Frame frame;
  std::uint64_t upto = 0;
  std::vector<storage::Scope> scopes;
  std::vector<storage::Scope> stands;  // as standing_of()
};

// One session's wish; a later one of the same session has another ticket.
struct Asker {
  std::uint64_t session = 0;
  std::uint64_t ticket = 0;
};

class AnswerQueue {
 public:
  static constexpr std::size_t kInFlightMax = 32;
  static constexpr std::size_t kWaitingBytesMax = 32 << 20;

  // Any thread.
  using Build = std::function<Answer(const domain::Actor& actor, const v1::Hello& hello)>;
  // The hub's core: whether anybody still waits for it, and what to do with the answer.
  using IsWanted = std::function<bool(const Asker& asker)>;
  using Deliver =
      std::function<void(const Asker& asker, const v1::Hello& hello, const Answer& answer)>;

  AnswerQueue(RunAside run_aside, Build build, IsWanted is_wanted, Deliver deliver);

  // False when too much waits already.
  bool ask(const domain::Actor& actor, const v1::Hello& hello, const Asker& asker);
  // Begins what there is room for. Also by itself, whenever one is asked for or delivered.
  void start();

 private:
  struct Order {
    std::string key;  // person and question
    domain::Actor actor;
    v1::Hello hello;
    std::vector<Asker> askers;
    std::size_t bytes = 0;  // while it waits
    Answer answer;
  };
  void finish(const std::shared_ptr<Order>& order);

  const RunAside run_aside_;
  const Build build_;
  const IsWanted is_wanted_;
  const Deliver deliver_;
  std::unordered_map<std::string, std::shared_ptr<Order>> orders_;
  std::deque<std::shared_ptr<Order>> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::size_t in_flight_ = 0;
};

}  // namespace fika::feed
