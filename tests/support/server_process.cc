// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/server_process.h"

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/check.h"

namespace fika::tests {
namespace {

constexpr int kReadyWaitMs = 60'000;

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

pid_t spawn(const std::vector<std::string>& command, const std::vector<std::string>& environment,
            int out, int error) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  FIKA_CHECK(pid >= 0);
  if (pid > 0) return pid;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(out, 1);
  dup2(error, 2);
  for (const std::string& entry : environment) putenv(const_cast<char*>(entry.c_str()));
  execv(arguments[0], arguments.data());
  _exit(127);
}

int exit_code_of(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::filesystem::path make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "fika-server-XXXXXX").string();
  FIKA_CHECK(mkdtemp(name.data()) != nullptr);
  return name;
}

bool answers(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool is_open =
      connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(socket);
  return is_open;
}

}  // namespace

ProgramOutput run_program(const std::vector<std::string>& command,
                          const std::vector<std::string>& environment) {
  const std::filesystem::path folder = make_folder();
  const auto open_file = [&](const char* name) {
    return open((folder / name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  };
  const int out = open_file("out");
  const int error = open_file("error");
  ProgramOutput output;
  output.exit_code = exit_code_of(spawn(command, environment, out, error));
  close(out);
  close(error);
  output.out = contents(folder / "out");
  output.error = contents(folder / "error");
  std::filesystem::remove_all(folder);
  return output;
}

ServerProcess::ServerProcess(std::string program)
    : program_(std::move(program)), base_(make_folder()), folder_(base_ / "data") {
  const ProgramOutput init =
      run_program({program_, "init", "--data", folder_.string(), "--organisation", "Test",
                   "--admin", "admin@example.org"});
  if (init.exit_code != 0) fmt::print(stderr, "{}{}", init.out, init.error);
  FIKA_CHECK(init.exit_code == 0);
  const std::string text = init.out.substr(0, init.out.find_last_not_of('\n') + 1);
  token_ = text.substr(text.rfind('\n') + 1);
}

ServerProcess::~ServerProcess() {
  kill_hard();
  std::error_code ignored;
  std::filesystem::remove_all(base_, ignored);
}

Status ServerProcess::start(const std::vector<std::string>& more_options) {
  FIKA_CHECK(!is_running());
  const std::string seen = log();
  const int file = open((base_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  std::vector<std::string> command = {program_, "serve", "--data", folder_.string(), "--port", "0"};
  command.insert(command.end(), more_options.begin(), more_options.end());
  pid_ = spawn(command, {}, file, file);
  close(file);
  for (int waited_ms = 0; waited_ms < kReadyWaitMs; waited_ms += 5) {
    const std::string said = log().substr(seen.size());
    constexpr std::string_view kMark = " serves on ";
    if (const std::size_t at = said.find(kMark); at != std::string::npos) {
      const std::size_t colon = said.find(':', at);
      port_ = static_cast<std::uint16_t>(std::strtoul(said.c_str() + colon + 1, nullptr, 10));
      if (port_ != 0 && answers(port_)) return {};
    }
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return fail(Code::kUnavailable, "The server ended at its start: {}", said);
    }
    poll(nullptr, 0, 5);  // the condition is the child's own word; this only paces the asking
  }
  return fail(Code::kUnavailable, "The server did not say that it serves: {}", log());
}

void ServerProcess::kill_hard() {
  if (!is_running()) return;
  ::kill(pid_, SIGKILL);
  exit_code_of(pid_);
  pid_ = -1;
}

void ServerProcess::ask_to_stop() {
  FIKA_CHECK(is_running());
  ::kill(pid_, SIGTERM);
}

int ServerProcess::wait_for_end() {
  FIKA_CHECK(is_running());
  const int code = exit_code_of(pid_);
  pid_ = -1;
  return code;
}

std::string ServerProcess::url() const { return fmt::format("http://127.0.0.1:{}", port_); }

std::string ServerProcess::log() const { return contents(base_ / "log"); }

}  // namespace fika::tests
