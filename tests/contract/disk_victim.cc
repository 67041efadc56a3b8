// SPDX-License-Identifier: GPL-3.0-or-later
// disk_victim FOLDER FILE_BYTES_MAX: posts until the disk will not take more (or until it is
// killed), and prints how many posts were acknowledged, after each. Ends with 3 and a sentence
// when a commit failed. FILE_BYTES_MAX 0: no limit but the disk's own.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <sys/resource.h>

#include <spdlog/spdlog.h>

#include "storage/test_bed.h"
#include "storage/writer.h"

namespace fika::storage {
namespace {

int post_until_it_fails(const std::filesystem::path& folder) {
  const SystemClock clock;
  auto store = Store::open({.folder = folder, .cache_bytes = 1 << 20}, clock);
  if (!store) {
    fmt::print(stderr, "{}\n", store.error().detail);
    return 2;
  }
  EmbeddedCommitStep step(**store);
  std::promise<Error> fatal;
  Writer writer(**store, step, clock,
                {.on_fatal = [&](const Error& error) { fatal.set_value(error); }});
  writer.start();
  const Id thread = test_id(10);
  std::uint64_t number = all_of<v1::Message>(*(*store)->snapshot(), thread)->size();
  while (true) {
    const auto post = [&](Transaction& txn) -> Result<std::string> {
      CHECKED(txn.set_scope(thread, test_scope(1)));
      // Not to be compressed away.
      std::string text;
      for (int i = 0; i < 400; ++i) text += txn.fresh_id().text();
      CHECKED(txn.create(message_of(thread, test_id(1000 + number), text)));
      return std::string();
    };
    const auto done = run(writer, work_of(post));
    if (!done) break;
    fmt::print("acknowledged {}\n", number + 1);
    std::fflush(stdout);
    ++number;
  }
  fmt::print(stderr, "{}\n", fatal.get_future().get().detail);
  return 3;
}

}  // namespace
}  // namespace fika::storage

int main(int count, char** words) {
  if (count != 3) return 64;
  spdlog::default_logger_raw();  // made before there are threads
  const auto file_bytes_max = static_cast<rlim_t>(std::strtoull(words[2], nullptr, 10));
  if (file_bytes_max > 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{file_bytes_max, file_bytes_max};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 65;
  }
  return fika::storage::post_until_it_fails(words[1]);
}
