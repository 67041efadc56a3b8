// SPDX-License-Identifier: GPL-3.0-or-later
// search_victim FOLDER: posts and erases messages and has the search index take them in, until it
// is killed; prints after each batch up to which commit the index says it is.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <spdlog/spdlog.h>

#include "storage/embedded_commit_step.h"
#include "storage/test_bed.h"
#include "storage/writer.h"
#include "tests/contract/search_subject.h"

namespace fika::storage {
namespace {

int post_and_index(const std::filesystem::path& folder) {
  const SystemClock clock;
  auto store = Store::open({.folder = folder / "data", .cache_bytes = 1 << 20}, clock);
  if (!store) return 2;
  EmbeddedCommitStep step(**store);
  Writer writer(**store, step, clock, {});
  writer.start();
  SearchTailer tailer(folder / "search");
  TailerRunner runner(**store, tailer, {.lines_max = 5});
  runner.start();
  const Id thread = test_id(10);
  for (std::uint64_t number = (*store)->head().seq;; ++number) {
    const auto post = [&](Transaction& txn) -> Result<std::string> {
      CHECKED(txn.set_scope(thread, test_scope(1 + number / 50)));
      const std::string text = "Keep it cold, said the mentor for the " + std::to_string(number);
      CHECKED(txn.put(message_of(thread, test_id(1000 + number), text + " time")));
      // Every third is taken back some time later.
      if (number % 3 == 0 && number > 20) {
        CHECKED(txn.erase<v1::Message>(thread, {test_id(1000 + number - 20)}));
      }
      return std::string();
    };
    if (!run(writer, work_of(post))) return 3;
    fmt::print("indexed {}\n", runner.position());
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace fika::storage

int main(int count, char** words) {
  if (count != 2) return 64;
  spdlog::set_level(spdlog::level::off);
  return fika::storage::post_and_index(words[1]);
}
