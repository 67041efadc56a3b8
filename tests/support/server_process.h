// SPDX-License-Identifier: GPL-3.0-or-later
// The real fika-server as a child process on a data folder of its own, on any free port. It can be
// killed with -9 and started again on the same folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

#include "base/result.h"

namespace fika::tests {

struct ProgramOutput {
  int exit_code = -1;  // 128 + signal if killed
  std::string out, error;
};
// Runs a program to its end. `environment` entries are NAME=VALUE, added to our own.
ProgramOutput run_program(const std::vector<std::string>& command,
                          const std::vector<std::string>& environment = {});

class ServerProcess {
 public:
  // Founds an organisation in a temporary folder; `program` is fika-server. Does not serve yet.
  explicit ServerProcess(std::string program);
  ~ServerProcess();  // kills what runs, removes the folder
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Serves another folder from the next start on, such as one that was restored.
  void serve_from(std::filesystem::path folder) { folder_ = std::move(folder); }

  // Returns once it serves. The error is what it printed.
  Status start(const std::vector<std::string>& more_options = {});
  void kill_hard();    // -9, and waits
  void ask_to_stop();  // SIGTERM, without waiting
  int wait_for_end();  // the exit code
  int stop() {
    ask_to_stop();
    return wait_for_end();
  }
  bool is_running() const { return pid_ > 0; }

  std::uint16_t port() const { return port_; }
  std::string url() const;
  const std::string& admin_token() const { return token_; }
  const std::filesystem::path& folder() const { return folder_; }
  // Removed at the end, with all that a test puts there.
  const std::filesystem::path& base() const { return base_; }
  pid_t pid() const { return pid_; }
  std::string log() const;  // what the server has printed so far, over all starts

 private:
  const std::string program_;
  std::filesystem::path base_;  // holds the data folder and the log
  std::filesystem::path folder_;
  std::string token_;
  pid_t pid_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace fika::tests
