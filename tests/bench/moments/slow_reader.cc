// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/slow_reader.h"

#include <algorithm>

#include "tests/bench/fika/fika_protocol.h"
#include "tests/bench/fika/server_frame.h"
#include "tests/bench/load/crowd.h"
#include "tests/bench/load/median.h"
#include "tests/bench/load/server_usage.h"
#include "tests/bench/moments/position.h"
#include "tests/bench/moments/visit.h"

namespace fika::bench {
namespace {

constexpr std::size_t kSenders = 10;
constexpr std::size_t kSlowReaders = 48;
constexpr std::uint64_t kPosts = 20'000;
// The last one stops reading here: what follows is more than the kernel takes for it.
constexpr std::uint64_t kLastStopsAt = 4'000;
constexpr std::uint8_t kSource = 12;
// Of an ordinary network: with loopback's segments the kernel alone would take megabytes for each.
constexpr int kSegmentBytes = 1400;
constexpr std::int64_t kSecondNs = 1'000'000'000;
constexpr std::int64_t kWithinNs = 30 * kSecondNs;

Scenario room_of(std::size_t readers) {
  return {.name = "slow-reader",
          .title = "",
          .rooms = 1,
          .readers = readers,
          .senders = kSenders,
          .pace = Pace::kOnAck,
          .posts_per_s = 0};
}

struct SlowReader {
  Connection connection;
  ReaderPosition position;

  void on_message(std::string_view message) {
    v1::ServerFrame frame;
    if (read_server_frame(message, frame)) position.on_frame(frame);
  }
  Status read_until(const std::function<bool()>& is_done) {
    return converse(
        connection, kWithinNs, [this](std::string_view message) { on_message(message); }, is_done);
  }
};

// Follows the room from its first Hello's answer on, and reads no more.
Result<SlowReader> stop_reading(std::uint16_t port, FikaProtocol& protocol, std::size_t person) {
  const Seat seat{.index = person, .room = 0, .sends = false};
  TRY(auto connection, Connection::begin(port, kSource, protocol.opening(seat), kSegmentBytes));
  SlowReader reader{.connection = std::move(connection), .position = {}};
  CHECKED(reader.read_until([&] { return reader.position.answers() > 0; }));
  return reader;
}

struct Outcome {
  double growth_bytes = 0;
  double posting_s = 0;
  int fell_behind = 0;
  std::vector<double> caught_up_ms;
};

Status post_all(Crowd& crowd, const std::function<Status()>& between) {
  crowd.set_post_on_ack(true);
  for (std::size_t i = 0; i < crowd.senders(); ++i) crowd.post(i, now_ns());
  const std::int64_t deadline_ns = now_ns() + 2 * kWithinNs;
  while (crowd.acks() < kPosts) {
    if (now_ns() > deadline_ns) return fail(Code::kUnavailable, "The posts were not taken.");
    CHECKED(crowd.turn(now_ns() + kSecondNs / 10));
    CHECKED(between());
  }
  crowd.set_post_on_ack(false);
  while (crowd.deliveries() < crowd.expected_deliveries()) {
    if (now_ns() > deadline_ns) return fail(Code::kInternal, "Not all posts were delivered.");
    CHECKED(crowd.turn(now_ns() + kSecondNs / 10));
  }
  return {};
}

Result<Outcome> run_with(std::size_t slow_count, Programs programs) {
  programs.folder += fmt::format("-{}", slow_count);
  TRY(const auto token, found_organisation(programs));
  TRY(auto server, ServerProcess::start(programs));
  TRY(const auto stage, set_stage(room_of(kSenders + kSlowReaders), programs.port, token));
  FikaProtocol protocol(stage);
  const Scenario scenario = room_of(kSenders);
  const LoadOptions options{.port = programs.port, .server = server.pid()};
  Crowd crowd(scenario, protocol, options);
  CHECKED(crowd.open_all());

  Outcome outcome;
  std::vector<SlowReader> slow;
  TRY(const auto before, server_usage(server.pid()));
  const std::int64_t start_ns = now_ns();
  CHECKED(post_all(crowd, [&]() -> Status {
    while (slow.size() < slow_count && crowd.acks() >= slow.size() * kLastStopsAt / kSlowReaders) {
      TRY(auto reader, stop_reading(programs.port, protocol, kSenders + slow.size()));
      slow.push_back(std::move(reader));
    }
    return {};
  }));
  outcome.posting_s = static_cast<double>(now_ns() - start_ns) / 1e9;
  TRY(const auto after, server_usage(server.pid()));
  outcome.growth_bytes = static_cast<double>(after.user_memory_bytes - before.user_memory_bytes);

  TRY(const auto now, visit(programs.port, stage.people.front().secret, first_hello()));
  const std::uint64_t head = now.frame.bootstrap().upto().seq();
  for (SlowReader& reader : slow) {
    const std::int64_t woken_ns = now_ns();
    CHECKED(reader.read_until([&] { return reader.position.seq() >= head; }));
    outcome.caught_up_ms.push_back(static_cast<double>(now_ns() - woken_ns) / 1e6);
    outcome.fell_behind += reader.position.answers() > 1 ? 1 : 0;
  }
  if (static_cast<std::size_t>(outcome.fell_behind) != slow.size()) {
    return fail(Code::kInternal,
                "Only {} of {} readers fell behind: too little was posted to measure anything.",
                outcome.fell_behind, slow.size());
  }
  CHECKED(server.stop());
  return outcome;
}

}  // namespace

Result<Figures> measure_slow_readers(const Programs& programs) {
  TRY(const auto without, run_with(0, programs));
  TRY(const auto with, run_with(kSlowReaders, programs));
  return Figures{
      {"memory_per_reader_bytes",
       (with.growth_bytes - without.growth_bytes) / static_cast<double>(kSlowReaders)},
      {"server_growth_mb", with.growth_bytes / 1e6},
      {"growth_without_mb", without.growth_bytes / 1e6},
      {"readers", static_cast<double>(kSlowReaders)},
      {"fell_behind", with.fell_behind},
      {"caught_up_ms", median(with.caught_up_ms)},
      {"caught_up_max_ms", std::ranges::max(with.caught_up_ms)},
      {"posts", static_cast<double>(kPosts)},
      {"posting_s", with.posting_s},
  };
}

}  // namespace fika::bench
