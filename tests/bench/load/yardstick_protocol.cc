// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/yardstick_protocol.h"

#include <fmt/format.h>

#include "tests/bench/wire/yardstick_message.h"

namespace fika::bench {

Opening YardstickProtocol::opening(const Seat& seat) {
  return {.path = fmt::format("/room/{}", seat.room), .headers = {}, .first_message = {}};
}

std::string YardstickProtocol::post(const Seat&, std::uint64_t call, std::string_view text) {
  return post_message(call, text);
}

void YardstickProtocol::read(const Seat&, std::string_view message, Listener& listener) {
  if (message.empty()) return listener.on_refusal("an empty message");
  switch (message.front()) {
    case kDelivery:
      if (const auto stamp = message.size() > kDeliveryHeader
                                 ? read_stamp(message.substr(kDeliveryHeader))
                                 : std::nullopt) {
        return listener.on_delivery(*stamp);
      }
      return listener.on_refusal("a delivery without its stamp");
    case kAck:
      return listener.on_ack(call_of(message));
    case kReady:
      return listener.on_ready();
    default:
      return listener.on_refusal("a message of no known kind");
  }
}

}  // namespace fika::bench
