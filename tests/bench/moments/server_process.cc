// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/server_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr int kServerCore = 0;
constexpr std::int64_t kReadyWithinNs = 30'000'000'000;
constexpr int kAnswerWithinMs = 1000;

// Becomes `command`; only in a child, and never returns.
[[noreturn]] void become(const std::vector<std::string>& command,
                         const std::vector<std::string>& environment, int output, int errors) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  for (const std::string& variable : environment) {
    const auto equals = variable.find('=');
    ::setenv(variable.substr(0, equals).c_str(), variable.c_str() + equals + 1, 1);
  }
  std::vector<char*> arguments;
  // execv takes its arguments without const and does not change them.
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

// One GET /readyz; false unless it is answered with 200.
bool is_ready(std::uint16_t port) {
  constexpr std::string_view kRequest = "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const auto connection = connect_to(port, 1);
  if (!connection) return false;
  pollfd waiting{.fd = connection->get(), .events = POLLOUT, .revents = 0};
  if (::poll(&waiting, 1, kAnswerWithinMs) != 1) return false;
  if (::send(waiting.fd, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) < 0) return false;
  waiting.events = POLLIN;
  if (::poll(&waiting, 1, kAnswerWithinMs) != 1) return false;
  std::array<char, 64> answer{};
  const auto size = ::recv(waiting.fd, answer.data(), answer.size(), 0);
  return size > 0 && std::string_view(answer.data(), static_cast<std::size_t>(size))
                         .starts_with("HTTP/1.1 200");
}

}  // namespace

Result<std::string> run_program(const std::vector<std::string>& command,
                                const std::vector<std::string>& environment) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::unexpected(system_error("open a pipe"));
  const Descriptor from(ends[0]);
  Descriptor into(ends[1]);
  // What it says of its progress is of interest only if it fails.
  const Descriptor errors(::memfd_create("errors", MFD_CLOEXEC));
  const pid_t child = ::fork();
  if (child == 0) become(command, environment, into.get(), errors.get());
  into = Descriptor();
  std::string output;
  std::array<char, 4096> buffer{};
  for (ssize_t size = 1; size > 0;) {
    size = ::read(from.get(), buffer.data(), buffer.size());
    if (size > 0) output.append(buffer.data(), static_cast<std::size_t>(size));
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) {
    const auto size = ::pread(errors.get(), buffer.data(), buffer.size(), 0);
    output.append(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return fail(Code::kState, "{} did not end well; it said: {}", command.front(), output);
  }
  return output;
}

Result<std::string> found_organisation(const Programs& programs) {
  TRY(std::string said, run_program({programs.server, "init", "--data", programs.folder,
                                     "--organisation", "Bench", "--admin", "bench@example.org"}));
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return said.substr(said.rfind('\n') + 1);
}

Result<ServerProcess> ServerProcess::start(const Programs& programs) {
  const std::vector<std::string> command{programs.server,
                                         "serve",
                                         "--data",
                                         programs.folder,
                                         "--port",
                                         std::to_string(programs.port),
                                         "--no-rate-limits",
                                         "--network-threads",
                                         "1",
                                         "--stop-spread-ms",
                                         "0"};
  const std::int64_t start_ns = now_ns();
  TRY(ServerProcess server, begin(command));
  const pid_t child = server.pid();
  while (!is_ready(programs.port)) {
    if (::waitpid(child, nullptr, WNOHANG) != 0) {
      server.pid_ = -1;
      return fail(Code::kUnavailable, "{} ended instead of serving.", programs.server);
    }
    if (now_ns() - start_ns > kReadyWithinNs) {
      return fail(Code::kUnavailable, "The server was not ready within half a minute.");
    }
    ::poll(nullptr, 0, 1);
  }
  server.ready_ns_ = now_ns() - start_ns;
  return server;
}

Result<ServerProcess> ServerProcess::begin(const std::vector<std::string>& command) {
  const pid_t child = ::fork();
  if (child < 0) return std::unexpected(system_error("start the server"));
  if (child == 0) {
    if (!pin_to_core(kServerCore)) ::_exit(127);
    // Its log would stand between the figures.
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    become(command, {}, nowhere, nowhere);
  }
  return ServerProcess(child);
}

Result<ServerProcess> ServerProcess::start_command(const std::vector<std::string>& command,
                                                   std::uint16_t port) {
  TRY(ServerProcess server, begin(command));
  if (wait_for_listener(port, static_cast<int>(kReadyWithinNs / 1'000'000))) return server;
  return fail(Code::kUnavailable, "{} does not listen on port {}.", command.front(), port);
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), ready_ns_(other.ready_ns_) {}

ServerProcess::~ServerProcess() { kill(); }

Status ServerProcess::stop() {
  int status = 0;
  const pid_t child = std::exchange(pid_, -1);
  if (::kill(child, SIGTERM) != 0 || ::waitpid(child, &status, 0) != child || status != 0) {
    return fail(Code::kState, "The server did not stop well.");
  }
  return {};
}

void ServerProcess::kill() {
  const pid_t child = std::exchange(pid_, -1);
  if (child < 0) return;
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

}  // namespace fika::bench
