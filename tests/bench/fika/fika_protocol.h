// SPDX-License-Identifier: GPL-3.0-or-later
// Speaks Fika's /sync to the load generator: each connection resumes at the stage's cursor, posts
// with PostMessage, takes the Reply as the acknowledgement and the Message in a Delta as the
// delivery.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fika/v1/sync.pb.h"
#include "tests/bench/fika/stage.h"
#include "tests/bench/load/protocol.h"

namespace fika::bench {

class FikaProtocol final : public Protocol {
 public:
  explicit FikaProtocol(Stage stage);

  Opening opening(const Seat& seat) override;
  std::string post(const Seat& seat, std::uint64_t call, std::string_view text) override;
  void read(const Seat& seat, std::string_view message, Listener& listener) override;

 private:
  // What a frame that many get was found to say.
  struct Known {
    std::string message;
    std::vector<PostStamp> posts;
  };
  void remember(Known& known, std::string_view message, const v1::Delta& delta);
  void answer(const v1::ServerFrame& frame, Listener& listener);

  Stage stage_;
  std::vector<Known> known_;  // by a hash of the message's beginning
};

}  // namespace fika::bench
