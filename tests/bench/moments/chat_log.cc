// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/chat_log.h"

#include <chrono>
#include <fstream>

#include <boost/json.hpp>
#include <fmt/chrono.h>

namespace fika::bench {
namespace {

constexpr std::size_t kPeople = 200;
constexpr std::size_t kTextBytes = 70;
// Two minutes between lines in the mean, and now and then a pause at which a thread ends.
constexpr std::size_t kGapMaxS = 200;
constexpr std::size_t kPauseEvery = 30;
constexpr std::size_t kPauseS = 1800;
constexpr std::chrono::sys_seconds kStart = std::chrono::sys_days(std::chrono::year(2015) / 1 / 5);

}  // namespace

Status write_chat_log(const std::filesystem::path& file, std::size_t lines, Words& words) {
  std::ofstream out(file);
  auto at = kStart;
  for (std::size_t id = 0; id < lines; ++id) {
    const std::size_t gap = words.any(kPauseEvery) == 0 ? kPauseS : words.any(kGapMaxS);
    at += std::chrono::seconds(gap);
    boost::json::object line;
    line["id"] = id;
    line["ts"] = fmt::format("{:%Y-%m-%dT%H:%M:%S}", at);
    line["type"] = "message";
    line["user"] = fmt::format("colleague-{}", words.mostly_first(kPeople));
    line["text"] = words.text(kTextBytes);
    out << boost::json::serialize(line) << '\n';
  }
  if (!out.flush()) {
    return fail(Code::kUnavailable, "{} cannot be written.", file.string());
  }
  return {};
}

}  // namespace fika::bench
