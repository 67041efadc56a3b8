// SPDX-License-Identifier: GPL-3.0-or-later
// How a command reaches the server: by HTTP, or as a Call on /sync. Neither repeats anything by
// itself; the client id is the caller's, so that it can send the very same command again after a
// crash.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "clients/cli/failure.h"
#include "clients/cli/transport/url.h"

namespace fika::tests {

struct Order {
  std::string method;  // without the package, such as "MessageService/PostMessage"
  std::string request;
  std::string client_id;
};
struct Acknowledgement {
  std::uint64_t seq = 0;
  std::string reply;
};

class Door {
 public:
  virtual ~Door() = default;
  // Exit::kRefused when the server said no, with what it said; kUnreachable when nobody can know
  // whether it was done.
  virtual cli::Outcome<Acknowledgement> give(const Order& order) = 0;
};
std::unique_ptr<Door> http_door(const cli::Url& url, const std::string& secret);
std::unique_ptr<Door> sync_door(const cli::Url& url, const std::string& secret);

}  // namespace fika::tests
