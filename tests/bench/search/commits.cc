// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/commits.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>

#include <fmt/format.h>

#include "search/analysis.h"
#include "search/guard.h"
#include "search/index_writer_xapian.h"
#include "tests/bench/load/histogram.h"
#include "tests/bench/relevance/collection.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr std::array<std::size_t, 3> kGroups{1, 10, 100};
constexpr int kCommits = 40;
constexpr std::uint32_t kMessageEntity = 1;

using Commit = std::function<Status(std::span<const search::Document>)>;

Status print_one(std::string_view name, Corpus& corpus, const Commit& commit) {
  fmt::print("Commits of {}, p50 / p95 ms:", name);
  for (const std::size_t group : kGroups) {
    Histogram took;
    for (int at = 0; at < kCommits; ++at) {
      std::vector<search::Document> documents;
      for (std::size_t made = 0; made < group; ++made) documents.push_back(corpus.next(1'000'000));
      const std::int64_t start_ns = now_ns();
      CHECKED(commit(documents));
      took.record(now_ns() - start_ns);
    }
    fmt::print(" {} documents {:.1f} / {:.1f};", group,
               static_cast<double>(took.quantile_ns(0.5)) / 1e6,
               static_cast<double>(took.quantile_ns(0.95)) / 1e6);
  }
  fmt::print("\n");
  std::fflush(stdout);
  return {};
}

}  // namespace

Status print_commits(const search::IndexOptions& options, Corpus& corpus,
                     PostgresAnswering* postgres) {
  TRY(std::string name, read_text_file(options.folder / "current"));
  while (!name.empty() && (name.back() == '\n' || name.back() == ' ')) name.pop_back();
  const search::Analyser analyser(options.swedish_words);
  std::uint64_t seq = 1;
  CHECKED(search::guard([&]() -> Status {
    search::IndexWriter writer(options.folder / name, search::Purpose::kServed, analyser);
    return print_one("Fika", corpus, [&](std::span<const search::Document> documents) {
      return search::guard([&] {
        for (const search::Document& each : documents) {
          const search::EntityName maker{kMessageEntity, each.root,
                                         std::string(each.id.bytes()) + each.anchor};
          writer.replace(maker, {each});
        }
        writer.commit({.epoch = "bench", .seq = ++seq});
      });
    });
  }));
  if (postgres == nullptr) return {};
  return print_one("PostgreSQL", corpus, [&](std::span<const search::Document> documents) {
    return postgres->commit(documents);
  });
}

std::uint64_t own_memory_bytes() {
  std::ifstream file("/proc/self/status");
  std::uint64_t kilobytes = 0;
  for (std::string word; file >> word;) {
    if (word == "RssAnon:") file >> kilobytes;
  }
  return kilobytes * 1024;
}

}  // namespace fika::bench
