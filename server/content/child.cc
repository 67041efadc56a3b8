// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/child.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <mutex>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"

namespace fika::content {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kReadBytes = 64 * 1024;
constexpr int kEndedByTimeout = 137;       // as timeout says of what it has killed
constexpr std::chrono::seconds kGrace{2};  // for the system's own tools around the program

// In its own namespace a program could undo the mount, if it kept the rights to.
constexpr const char* kHide =
    "mount -t tmpfs -o size=4k,mode=0 none \"$0\" && "
    "exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all \"$@\"";

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// The two lists that posix_spawn wants, gone with the scope.
struct SpawnSetting {
  SpawnSetting() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  SpawnSetting(const SpawnSetting&) = delete;
  SpawnSetting& operator=(const SpawnSetting&) = delete;
  ~SpawnSetting() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

std::unexpected<Error> not_started(int number) {
  return fail(Code::kUnavailable, "A program for reading files could not be started (error {}).",
              number);
}

// With the signals that the server blocks or ignores as they are by default, in a group of its own,
// which can be ended as a whole.
Result<pid_t> spawn(const std::vector<std::string>& command, int input, int output) {
  SpawnSetting setting;
  posix_spawn_file_actions_adddup2(&setting.actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&setting.actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&setting.actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&setting.actions, STDERR_FILENO + 1);
  posix_spawn_file_actions_addchdir_np(&setting.actions, "/");
  sigset_t none, ignored;
  sigemptyset(&none);
  sigemptyset(&ignored);
  sigaddset(&ignored, SIGPIPE);
  sigaddset(&ignored, SIGXFSZ);
  posix_spawnattr_setsigmask(&setting.attributes, &none);
  posix_spawnattr_setsigdefault(&setting.attributes, &ignored);
  posix_spawnattr_setflags(&setting.attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  // posix_spawn takes what it does not change as changeable.
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::vector<std::string> settings = {"PATH=/usr/bin:/bin", "LC_ALL=C", "TMPDIR=/nonexistent",
                                       "HOME=/nonexistent", "MALLOC_ARENA_MAX=1",
                                       // libvips: formats that are read by careful code alone, one
                                       // thread, no files beside, no code made while it runs.
                                       "VIPS_BLOCK_UNTRUSTED=1", "VIPS_CONCURRENCY=1",
                                       "VIPS_DISC_THRESHOLD=4g", "VIPS_NOVECTOR=1"};
  std::vector<char*> environment;
  for (std::string& one : settings) environment.push_back(one.data());
  environment.push_back(nullptr);
  pid_t child = 0;
  const int failed = posix_spawn(&child, arguments[0], &setting.actions, &setting.attributes,
                                 arguments.data(), environment.data());
  if (failed != 0) return not_started(failed);
  return child;
}

// All that comes until the other end is closed; less than that when it is too much or too late.
struct Output {
  std::string bytes;
  bool is_whole = false;
};
Output read_all(int descriptor, std::size_t bytes_max, steady_clock::time_point until) {
  Output output;
  std::string piece(kReadBytes, '\0');
  while (output.bytes.size() <= bytes_max) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
    if (left.count() <= 0) return output;
    pollfd watched{.fd = descriptor, .events = POLLIN, .revents = 0};
    if (::poll(&watched, 1, static_cast<int>(left.count())) <= 0) continue;
    const ssize_t count = ::read(descriptor, piece.data(), piece.size());
    if (count == 0) {
      output.is_whole = true;
      return output;
    }
    if (count < 0 && errno != EINTR) return output;
    if (count > 0) output.bytes.append(piece, 0, static_cast<std::size_t>(count));
  }
  return output;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Result<std::string> run(const std::vector<std::string>& command, int input,
                        const ChildBounds& bounds) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return not_started(errno);
  Descriptor from_child(ends[0]), to_us(ends[1]);
  TRY(const pid_t child, spawn(command, input, to_us.number()));
  to_us.close();
  Output output = read_all(from_child.number(), bounds.output_bytes,
                           steady_clock::now() + bounds.time + kGrace);
  if (!output.is_whole) ::kill(-child, SIGKILL);
  const int code = wait_for(child);
  if (output.is_whole && code == 0) return std::move(output.bytes);
  const bool is_stopped = !output.is_whole || code == kEndedByTimeout;
  if (bounds.is_beginning_enough && is_stopped && !output.bytes.empty()) {
    return std::move(output.bytes);
  }
  return fail(Code::kInvalid, "The file cannot be read.");
}

// What stands before a program and takes away from it what the system lets us take away.
class Confinement {
 public:
  void hide(std::string folder) {
    const std::lock_guard lock(mutex_);
    folder_ = std::move(folder);
    words_.reset();
  }
  std::vector<std::string> words() {
    const std::lock_guard lock(mutex_);
    if (!words_) words_ = strongest();
    return *words_;
  }

 private:
  // Namespaces are closed to us on some systems: tried, the strongest first.
  std::vector<std::string> strongest() const {
    std::vector<std::string> alone = {"/usr/bin/unshare", "--map-root-user", "--net"};
    std::vector<std::string> hidden = alone;
    hidden.insert(hidden.end(), {"--mount", "/bin/sh", "-c", kHide, folder_});
    if (!folder_.empty() && works(hidden)) return hidden;
    if (works(alone)) return alone;
    return {};
  }
  static bool works(std::vector<std::string> words) {
    words.emplace_back("/usr/bin/true");
    const Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return run(words, nothing.number(), {.time = std::chrono::seconds(5)}).has_value();
  }

  std::mutex mutex_;
  std::string folder_;
  std::optional<std::vector<std::string>> words_;
};

Confinement& confinement() {
  static Confinement one;
  return one;
}

}  // namespace

Result<ChildInput> ChildInput::of(std::string_view bytes) {
  ChildInput input(::memfd_create("fika", MFD_CLOEXEC));
  if (input.descriptor_ < 0) return not_started(errno);
  while (!bytes.empty()) {
    const ssize_t count = ::write(input.descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return not_started(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return input;
}

Result<ChildInput> ChildInput::of_file(const std::filesystem::path& file) {
  ChildInput input(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (input.descriptor_ < 0) return fail(Code::kInvalid, "The file cannot be read.");
  return input;
}

ChildInput::ChildInput(ChildInput&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

ChildInput& ChildInput::operator=(ChildInput&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

ChildInput::~ChildInput() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> run_child(const std::vector<std::string>& command, const ChildInput& input,
                              const ChildBounds& bounds) {
  FIKA_CHECK(!command.empty());
  if (::lseek(input.descriptor_, 0, SEEK_SET) != 0) return not_started(errno);
  std::vector<std::string> words = {"/usr/bin/timeout",
                                    "--signal=KILL",
                                    std::to_string(bounds.time.count()),
                                    "/usr/bin/nice",
                                    "--adjustment=10",
                                    "/usr/bin/prlimit",
                                    fmt::format("--as={}", bounds.memory_bytes),
                                    fmt::format("--cpu={}", bounds.time.count()),
                                    "--fsize=0",
                                    "--core=0",
                                    "--nofile=64"};
  const std::vector<std::string> confined = confinement().words();
  words.insert(words.end(), confined.begin(), confined.end());
  words.insert(words.end(), command.begin(), command.end());
  return run(words, input.descriptor_, bounds);
}

void hide_from_children(const std::filesystem::path& folder) {
  confinement().hide(folder.empty() ? std::string() : std::filesystem::absolute(folder).string());
}

bool is_program(const std::string& path) { return ::access(path.c_str(), X_OK) == 0; }

}  // namespace fika::content
