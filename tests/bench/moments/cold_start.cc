// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/cold_start.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <unistd.h>

#include "tests/bench/load/median.h"
#include "tests/bench/moments/chat_log.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChannelLines = 50'000;
constexpr int kStartsAfterStop = 5;
// The longest of these fill the log to its bound and beyond.
constexpr std::array<std::size_t, 7> kLinesBeforeKill{5'000,   20'000,  50'000, 80'000,
                                                      110'000, 125'000, 140'000};

// One channel of its own through `fika import irc`.
Status import(const Programs& programs, const std::string& token, const std::string& name,
              std::size_t lines, Words& words) {
  const fs::path file = fs::path(programs.folder).parent_path() / (name + ".jsonl");
  CHECKED(write_chat_log(file, lines, words));
  const auto said = run_program(
      {programs.cli, "import", "irc", file.string(), "--json"},
      {fmt::format("FIKA_URL=http://127.0.0.1:{}", programs.port), "FIKA_TOKEN=" + token});
  fs::remove(file);
  if (!said) return std::unexpected(said.error());
  return {};
}

std::vector<fs::path> files_under(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

// RocksDB's write-ahead log: what the next start has to replay.
double log_mb(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& file : files_under(folder)) {
    if (file.extension() == ".log") bytes += fs::file_size(file);
  }
  return static_cast<double>(bytes) / 1e6;
}

// As after a restart of the machine: the next reads come from the disk.
Status forget_cached(const fs::path& folder) {
  for (const auto& path : files_under(folder)) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fdatasync(file.get()) != 0 ||
        ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED) != 0) {
      return std::unexpected(system_error("drop a file from the page cache"));
    }
  }
  return {};
}

Result<double> start_and_stop(const Programs& programs) {
  TRY(auto server, ServerProcess::start(programs));
  CHECKED(server.stop());
  return static_cast<double>(server.ready_ns()) / 1e6;
}

void add(Figures& figures, const std::string& name, const std::vector<double>& ms) {
  figures.emplace_back(name + "_ms", median(ms));
  figures.emplace_back(name + "_max_ms", std::ranges::max(ms));
}

}  // namespace

Result<Figures> measure_cold_start(const Programs& programs, const fs::path& texts,
                                   std::size_t messages, std::uint64_t seed) {
  TRY(auto words, Words::load(texts, seed));
  TRY(const auto token, found_organisation(programs));
  {
    TRY(auto server, ServerProcess::start(programs));
    for (std::size_t done = 0; done < messages; done += kChannelLines) {
      const std::size_t lines = std::min(kChannelLines, messages - done);
      CHECKED(import(programs, token, fmt::format("history-{}", done), lines, words));
      fmt::print(stderr, "  {} of {} messages\n", done + lines, messages);
    }
    CHECKED(server.stop());
  }
  Figures figures;
  std::vector<double> warm_ms;
  std::vector<double> cold_ms;
  for (int i = 0; i < kStartsAfterStop; ++i) {
    TRY(warm_ms.emplace_back(), start_and_stop(programs));
    CHECKED(forget_cached(programs.folder));
    TRY(cold_ms.emplace_back(), start_and_stop(programs));
  }
  add(figures, "after_stop", warm_ms);
  add(figures, "after_stop_uncached", cold_ms);

  std::vector<double> killed_ms;
  double longest_log_mb = 0;
  for (const std::size_t lines : kLinesBeforeKill) {
    {
      TRY(auto server, ServerProcess::start(programs));
      CHECKED(import(programs, token, fmt::format("killed-{}", lines), lines, words));
      server.kill();
    }
    const double left_mb = log_mb(programs.folder);
    longest_log_mb = std::max(longest_log_mb, left_mb);
    TRY(killed_ms.emplace_back(), start_and_stop(programs));
    fmt::print(stderr, "  after kill -9 with {:.1f} MB of log: {:.0f} ms\n", left_mb,
               killed_ms.back());
  }
  add(figures, "after_kill", killed_ms);
  figures.emplace_back("log_mb", longest_log_mb);
  figures.emplace_back("messages", static_cast<double>(messages));
  return figures;
}

}  // namespace fika::bench
