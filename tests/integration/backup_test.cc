// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of a running server, made under load, brought back elsewhere.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "tests/integration/live_client.h"
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

using cli::sync::Tier;

std::size_t count_messages(Served& served, const std::string& root) {
  v1::ListMessagesRequest request;
  request.set_root(root);
  request.set_limit(500);
  std::size_t count = 0;
  for (;;) {
    const auto page =
        served.tell<v1::ListMessagesReply>(served.admin(), "MessageService/ListMessages", request);
    if (page.messages().empty()) return count;
    count += static_cast<std::size_t>(page.messages_size());
    request.set_after(page.messages().rbegin()->ordinal());
  }
}

// Posts without a pause from a thread of its own, and remembers which commit each became.
class Load {
 public:
  Load(std::uint16_t port, std::string secret, std::string root)
      : thread_([this, port, secret = std::move(secret), root = std::move(root)] {
          HttpClient http(port);
          v1::PostMessageRequest request;
          request.set_root(root);
          request.set_text("Under load");
          while (!is_over_) {
            request.set_id(fresh_id());
            const HttpAnswer answer = http.call(secret, "MessageService/PostMessage", request);
            if (answer.status != 200) break;
            const std::lock_guard lock(mutex_);
            commits_.push_back(std::stoull(answer.headers.at("fika-seq")));
          }
        }) {}
  ~Load() { end(); }
  void end() {
    is_over_ = true;
    if (thread_.joinable()) thread_.join();
  }
  std::size_t up_to(std::uint64_t commit) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(commits_, [&](std::uint64_t seq) { return seq <= commit; }));
  }
  std::size_t size() const { return up_to(~std::uint64_t{0}); }

 private:
  std::atomic<bool> is_over_{false};
  mutable std::mutex mutex_;
  std::vector<std::uint64_t> commits_;
  std::thread thread_;  // last: it uses the others
};

TEST(Backup, ABackupUnderLoadHoldsExactlyWhatWasThereAtItsCommit) {
  Served served({"--no-rate-limits", "--stop-spread-ms", "0"});
  const std::string community = served.community(served.admin(), v1::OPENNESS_OPEN);
  const std::string thread = served.thread(served.admin(), community, "The first");
  LiveClient client(served.port(), served.admin().secret);
  ASSERT_TRUE(client.connect());
  client.cut();
  Load load(served.port(), served.admin().secret, thread);
  ASSERT_TRUE(becomes_true([&] { return load.size() >= 50; }));

  const std::string copy = (served.server().base() / "copy").string();
  const ProgramOutput backup =
      fika_server({"backup", "--data", served.server().folder().string(), "--to", copy});
  ASSERT_EQ(backup.exit_code, 0) << backup.error;
  constexpr std::string_view kCommit = "commit ";
  const std::uint64_t commit =
      std::stoull(backup.out.substr(backup.out.find(kCommit) + kCommit.size()));
  const std::size_t at_backup = load.size();
  ASSERT_TRUE(becomes_true([&] { return load.size() >= at_backup + 50; })) << "the load goes on";
  load.end();
  const std::size_t expected = 1 + load.up_to(commit);
  EXPECT_LT(expected, 1 + load.size());
  ASSERT_EQ(served.server().stop(), 0);
  const ProgramOutput original =
      fika_server({"verify", "--data", served.server().folder().string()});
  EXPECT_EQ(original.exit_code, 0) << original.out << original.error;

  const std::string restored = (served.server().base() / "restored").string();
  const ProgramOutput restore = fika_server({"restore", "--from", copy, "--data", restored});
  ASSERT_EQ(restore.exit_code, 0) << restore.error;
  const ProgramOutput verify = fika_server({"verify", "--data", restored});
  EXPECT_EQ(verify.exit_code, 0) << verify.out << verify.error;

  served.server().serve_from(restored);
  ASSERT_TRUE(served.restart({"--no-rate-limits"}));
  EXPECT_EQ(count_messages(served, thread), expected);
  // Who had seen the old log starts afresh: its later commits never were, here.
  LiveClient again(served.port(), served.admin().secret);
  again.link() = std::move(client.link());
  ASSERT_TRUE(again.connect());
  EXPECT_EQ(again.tiers, std::vector{Tier::kBootstrap});
  served.post(served.admin(), thread, "After the restore");
}

TEST(Backup, ABackupOrRestoreOverSomethingIsRefused) {
  Served served({});
  const std::string data = served.server().folder().string();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"backup", "--data", data, "--to", data},
        {"backup", "--data", "/nonexistent", "--to", data + "-copy"},
        {"restore", "--from", data + "-none", "--data", data + "-other"},
        {"restore", "--from", data, "--data", data}}) {
    const ProgramOutput refused = fika_server(words);
    EXPECT_EQ(refused.exit_code, 1) << words[0];
    EXPECT_TRUE(is_sentence(refused.error)) << words[0] << ": " << refused.error;
  }
  EXPECT_EQ(served.http().send("GET", "/readyz").status, 200);
}

}  // namespace
}  // namespace fika::tests
