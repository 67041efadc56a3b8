// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured: the rows of the benchmark table, as data.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace fika::bench {

enum class Pace {
  kOnAck,    // each sender posts again as soon as its last post is acknowledged
  kPoisson,  // posts fall due at random, whatever the server does; latency counts from then
  kRarely,   // everyone idle, then one post, and again only when everyone has it
};

struct Scenario {
  std::string_view name;
  std::string_view title;
  std::size_t rooms;
  std::size_t readers;  // in each room; its senders are among them
  std::size_t senders;  // in each room
  Pace pace;
  double posts_per_s;  // over all rooms; for kPoisson only
};

std::span<const Scenario> scenarios();
// Null when there is none of that name.
const Scenario* find_scenario(std::string_view name);

}  // namespace fika::bench
