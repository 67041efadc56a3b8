// SPDX-License-Identifier: GPL-3.0-or-later
// Speaks wire/yardstick_message.h to the bare and the Beast server.
#pragma once

#include "tests/bench/load/protocol.h"

namespace fika::bench {

class YardstickProtocol final : public Protocol {
 public:
  Opening opening(const Seat& seat) override;
  std::string post(const Seat& seat, std::uint64_t call, std::string_view text) override;
  void read(const Seat& seat, std::string_view message, Listener& listener) override;
};

}  // namespace fika::bench
