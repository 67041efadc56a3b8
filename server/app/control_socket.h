// SPDX-License-Identifier: GPL-3.0-or-later
// How a subcommand reaches the server that is serving the same data folder: a Unix socket in the
// folder, for its owner only. One line asks, one line answers: "backup PATH" -> "ok WORDS" or
// "error SENTENCE".
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"

namespace fika::app {

class ControlSocket {
 public:
  // Answers a request line with a sentence; called on the socket's own thread, one at a time.
  using Handler = std::function<Result<std::string>(std::string_view request)>;

  // kUnavailable if the socket cannot be made.
  static Result<std::unique_ptr<ControlSocket>> listen(const std::filesystem::path& folder,
                                                       Handler handler);
  ~ControlSocket();  // stops answering and removes the socket
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;

 private:
  ControlSocket(std::filesystem::path path, int listener, Handler handler);
  void serve();

  const std::filesystem::path path_;
  const int listener_;
  const Handler handler_;
  std::thread thread_;
};

// Sends one request to the server of this folder; kNotFound when nobody is serving it.
Result<std::string> ask_server(const std::filesystem::path& folder, std::string_view request);

}  // namespace fika::app
