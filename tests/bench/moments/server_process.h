// SPDX-License-Identifier: GPL-3.0-or-later
// A fika-server of our own, for measurements that start and end it themselves. It runs on core 0
// and dies with its owner.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

#include "base/result.h"

namespace fika::bench {

// Where the programs are and where their data goes.
struct Programs {
  std::string server;  // path of fika-server
  std::string cli;     // path of fika
  std::string folder;  // the data folder; its owner makes and removes what is around it
  std::uint16_t port = 0;
};

// Runs a program to its end with `environment` ("NAME=value") beside ours; its standard output.
// kState when it ends with anything but 0.
Result<std::string> run_program(const std::vector<std::string>& command,
                                const std::vector<std::string>& environment = {});

// Founds an organisation in the data folder; the administrator's token.
Result<std::string> found_organisation(const Programs& programs);

class ServerProcess {
 public:
  // Returns once /readyz says 200. kUnavailable when that takes longer than half a minute.
  static Result<ServerProcess> start(const Programs& programs);
  // Another server, which is ready once it listens.
  static Result<ServerProcess> start_command(const std::vector<std::string>& command,
                                             std::uint16_t port);
  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&&) = delete;
  ~ServerProcess();  // as kill()

  pid_t pid() const { return pid_; }
  std::int64_t ready_ns() const { return ready_ns_; }  // from exec to the 200
  // SIGTERM, and waits for its end. kState unless that is with 0.
  Status stop();
  // SIGKILL.
  void kill();

 private:
  explicit ServerProcess(pid_t pid) : pid_(pid) {}
  static Result<ServerProcess> begin(const std::vector<std::string>& command);
  pid_t pid_ = -1;
  std::int64_t ready_ns_ = 0;
};

}  // namespace fika::bench
