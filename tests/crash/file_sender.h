// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who sends files piece by piece and remembers what each holds. After a crash of the
// server the one under way goes on where it stood, and what was lost of an answer is asked again.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "clients/cli/transport/calls.h"
#include "tests/crash/door.h"

namespace fika::tests {

class FileSender {
 public:
  // `on_request` is called before each request.
  FileSender(std::string secret, std::uint64_t seed, std::function<void()> on_request)
      : secret_(std::move(secret)), on_request_(std::move(on_request)), random_(seed) {}

  void connect(const cli::Url& url);
  // Sends one more file, or the rest of the one under way. False: the server is gone.
  bool send_one();
  // Of every file whose end was acknowledged: expects that it is served, byte for byte.
  void expect_served();
  std::size_t sent() const { return sent_.size(); }
  std::size_t went_on() const { return went_on_; }

 private:
  struct UnderWay {
    std::string id, content;
    Order begin, finish;
    std::uint64_t acknowledged = 0;  // bytes
    bool is_lost = false;            // the connection ended before its end
  };
  UnderWay fresh_file();
  // Each is false when the server is gone.
  bool begin();
  bool send_pieces();
  bool finish();
  cli::Outcome<Acknowledgement> give(const Order& order);
  std::optional<cli::HttpAnswer> send(std::string_view method, const std::string& path,
                                      std::vector<std::pair<std::string, std::string>> headers,
                                      std::string_view body);

  const std::string secret_;
  const std::function<void()> on_request_;
  std::mt19937_64 random_;
  std::unique_ptr<cli::Calls> calls_;
  std::unique_ptr<Door> door_;
  std::optional<UnderWay> under_way_;
  std::map<std::string, std::string> sent_;  // by id, what they hold
  std::size_t went_on_ = 0;
};

}  // namespace fika::tests
