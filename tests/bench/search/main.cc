// SPDX-License-Identifier: GPL-3.0-or-later
// bench_search: how fast search is on many documents, beside bare Xapian and PostgreSQL with the
// same documents and questions in the same run. tests/bench/run calls it; by hand, see --help.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "search/filling.h"
#include "tests/bench/search/bare_answering.h"
#include "tests/bench/search/commits.h"
#include "tests/bench/search/corpus.h"
#include "tests/bench/search/fika_answering.h"
#include "tests/bench/search/postgres_answering.h"
#include "tests/bench/search/stopwatch.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr std::uint64_t kSeed = 5;

struct Arguments {
  std::string data = "../shared/data";
  std::string folder = "build/bench/search";
  std::size_t documents = 100'000;
  std::size_t questions = 1'000;
  std::vector<std::string> shapes;
  bool keeps_index = false;
  bool without_postgres = false;
  bool without_commits = false;
};

std::vector<std::string> names_of_shapes() {
  std::vector<std::string> names;
  for (const Shape shape : kShapes) names.emplace_back(name_of(shape));
  return names;
}

Arguments read_arguments(int argc, char** argv) {
  CLI::App app("Measures how fast search is");
  Arguments arguments;
  app.add_option("--data", arguments.data, "Folder with the texts to make documents of");
  app.add_option("--folder", arguments.folder, "Where the index is made");
  app.add_option("--documents", arguments.documents, "How many");
  app.add_option("--questions", arguments.questions, "Of each shape");
  app.add_option("--shapes", arguments.shapes, "Only these")
      ->check(CLI::IsMember(names_of_shapes()));
  app.add_flag("--keep-index", arguments.keeps_index, "Ask the index of the run before");
  app.add_flag("--no-postgres", arguments.without_postgres, "Leave PostgreSQL out");
  app.add_flag("--no-commits", arguments.without_commits, "Leave out what a commit takes");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  return arguments;
}

double seconds_since(std::int64_t start_ns) {
  return static_cast<double>(now_ns() - start_ns) / 1e9;
}

std::uint64_t bytes_in(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

// What goes through the hands of both that take documents in.
struct Seen {
  Asking asking{kSeed};
  Roots roots;
  double text_bytes = 0;
  void see(const search::Document& document) {
    asking.see(document);
    roots.emplace(document.root, document.community);
    text_bytes += static_cast<double>(document.text.size() + document.title.size());
  }
};

Status fill_fika(const Arguments& arguments, const search::IndexOptions& options, Seen& seen) {
  TRY(const auto corpus, Corpus::load(arguments.data, kSeed));
  std::size_t made = 0;
  double making_s = 0;
  const auto next = [&](search::Document& document) {
    if (made == arguments.documents) return false;
    const std::int64_t start_ns = now_ns();
    document = corpus->next(arguments.documents);
    seen.see(document);
    making_s += seconds_since(start_ns);
    ++made;
    return true;
  };
  if (arguments.keeps_index) {
    for (search::Document document; next(document);) continue;
    return {};
  }
  const std::int64_t start_ns = now_ns();
  CHECKED(search::fill_index(options, next));
  const double took_s = seconds_since(start_ns) - making_s;
  fmt::print(
      "Fika: {} documents, {:.0f} bytes of text each, in {:.0f} s: {:.0f}/s; {:.0f} MB on "
      "the disk\n",
      made, seen.text_bytes / static_cast<double>(made), took_s, static_cast<double>(made) / took_s,
      static_cast<double>(bytes_in(options.folder)) / 1e6);
  std::fflush(stdout);
  return {};
}

Status fill_postgres(const Arguments& arguments, PostgresAnswering& postgres) {
  TRY(const auto corpus, Corpus::load(arguments.data, kSeed));
  constexpr std::size_t kBatch = 10'000;
  double took_s = 0;
  std::vector<search::Document> batch;
  for (std::size_t made = 0; made < arguments.documents;) {
    batch.clear();
    for (; batch.size() < kBatch && made < arguments.documents; ++made) {
      batch.push_back(corpus->next(arguments.documents));
    }
    const std::int64_t start_ns = now_ns();
    CHECKED(postgres.add(batch));
    took_s += seconds_since(start_ns);
  }
  const std::int64_t start_ns = now_ns();
  CHECKED(postgres.index());
  took_s += seconds_since(start_ns);
  TRY(const std::uint64_t bytes, postgres.bytes_on_disk());
  fmt::print("PostgreSQL: in {:.0f} s: {:.0f}/s; {:.0f} MB on the disk, texts with it\n", took_s,
             static_cast<double>(arguments.documents) / took_s, static_cast<double>(bytes) / 1e6);
  std::fflush(stdout);
  return {};
}

bool is_wanted(const Arguments& arguments, Shape shape) {
  return arguments.shapes.empty() ||
         std::ranges::find(arguments.shapes, name_of(shape)) != arguments.shapes.end();
}

Status run(int argc, char** argv) {
  const Arguments arguments = read_arguments(argc, argv);
  const search::IndexOptions options{.folder = std::filesystem::path(arguments.folder) /
                                               std::to_string(arguments.documents)};
  std::error_code failed;
  std::filesystem::create_directories(options.folder.parent_path(), failed);
  Seen seen;
  const std::uint64_t memory_before = own_memory_bytes();
  CHECKED(fill_fika(arguments, options, seen));
  TRY(const auto index, search::Index::open(options, {}));
  const search::Analyser analyser(options.swedish_words);
  std::vector<std::unique_ptr<Answering>> engines;
  engines.push_back(fika_answering(*index, seen.roots));
  TRY(auto bare, bare_answering(options.folder, analyser));
  engines.push_back(std::move(bare));
  std::unique_ptr<Postgres> server;
  PostgresAnswering* postgres = nullptr;
  if (!arguments.without_postgres) {
    if (auto started = Postgres::start()) {
      server = *std::move(started);
      TRY(auto made, PostgresAnswering::make(*server));
      CHECKED(fill_postgres(arguments, *made));
      postgres = made.get();
      engines.push_back(std::move(made));
    } else {
      fmt::print(stderr, "Without PostgreSQL: {}\n", started.error().detail);
    }
  }
  print_times_heading(engines);
  for (const Shape shape : kShapes) {
    if (!is_wanted(arguments, shape)) continue;
    TRY(const auto times, time_answers(shape, seen.asking, arguments.questions, engines));
    print_times(shape, times);
  }
  fmt::print("Memory that asking took, what is kept to check hits by with it: {:.0f} MB",
             static_cast<double>(own_memory_bytes() - memory_before) / 1e6);
  if (server) {
    fmt::print("; PostgreSQL {:.0f} MB", static_cast<double>(server->memory_bytes()) / 1e6);
  }
  fmt::print("\n");
  if (arguments.without_commits) return {};
  engines.erase(engines.begin(), engines.begin() + 2);  // nobody asks while it is written to
  TRY(const auto corpus, Corpus::load(arguments.data, kSeed + 1));
  return print_commits(options, *corpus, postgres);
}

}  // namespace
}  // namespace fika::bench

int main(int argc, char** argv) {
  const auto done = fika::bench::run(argc, argv);
  if (done) return 0;
  fmt::print(stderr, "bench_search: {}\n", done.error().detail);
  return 1;
}
