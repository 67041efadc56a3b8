// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/http_load.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <vector>

#include "tests/bench/load/histogram.h"
#include "tests/bench/load/server_usage.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr double kNsPerS = 1e9, kNsPerMs = 1e6;
constexpr int kSilenceMsMax = 10'000;
constexpr std::size_t kBufferBytes = 256 * 1024;

std::int64_t own_cpu_ns() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

struct Line {
  Descriptor socket;
  std::string answer;                      // so far
  std::size_t head_bytes = 0, wanted = 0;  // 0 until the head is whole
  int status = 0;
  std::int64_t asked_ns = 0;
};

class HttpLoad {
 public:
  HttpLoad(const HttpLoadOptions& options, const NextRequest& next, const TakeAnswer& take)
      : options_(options), next_(next), take_(take), buffer_(kBufferBytes, '\0') {}

  Result<Figures> run() {
    poll_ = Descriptor(::epoll_create1(EPOLL_CLOEXEC));
    lines_.resize(options_.connections);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      TRY(lines_[i].socket, connect_to(options_.port, 1));
      epoll_event wish{.events = EPOLLIN, .data = {.u64 = i}};
      ::epoll_ctl(poll_.get(), EPOLL_CTL_ADD, lines_[i].socket.get(), &wish);
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) CHECKED(ask(i));
    CHECKED(serve_until(now_ns() + static_cast<std::int64_t>(options_.warmup_seconds * kNsPerS)));
    times_ = Histogram();
    bytes_ = 0;
    TRY(const ServerUsage before, server_usage(options_.server));
    const std::int64_t start_ns = now_ns(), own_ns = own_cpu_ns();
    CHECKED(serve_until(start_ns + static_cast<std::int64_t>(options_.seconds * kNsPerS)));
    const double passed_ns = static_cast<double>(now_ns() - start_ns);
    TRY(const ServerUsage after, server_usage(options_.server));
    const auto count = static_cast<double>(times_.count());
    const auto ms = [](std::int64_t ns) { return static_cast<double>(ns) / kNsPerMs; };
    return Figures{
        {"requests_per_s", count / (passed_ns / kNsPerS)},
        {"p50_ms", ms(times_.quantile_ns(0.5))},
        {"p99_ms", ms(times_.quantile_ns(0.99))},
        {"max_ms", ms(times_.max_ns())},
        {"bytes_per_answer", count == 0 ? 0 : static_cast<double>(bytes_) / count},
        {"server_core_share", static_cast<double>(after.cpu_ns - before.cpu_ns) / passed_ns},
        {"load_core_share", static_cast<double>(own_cpu_ns() - own_ns) / passed_ns}};
  }

 private:
  Status ask(std::size_t i) {
    Line& line = lines_[i];
    std::string_view request = next_(i);
    line.asked_ns = now_ns();
    while (!request.empty()) {
      const ssize_t sent = ::send(line.socket.get(), request.data(), request.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno != EAGAIN && errno != ENOTCONN) {
        return std::unexpected(system_error("send a request"));
      }
      // Loopback connects and takes what is sent at once, or nearly so.
      if (sent > 0) request.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
  }

  Status serve_until(std::int64_t end_ns) {
    std::array<epoll_event, 64> ready{};
    while (now_ns() < end_ns) {
      const int count =
          ::epoll_wait(poll_.get(), ready.data(), static_cast<int>(ready.size()), kSilenceMsMax);
      if (count == 0) return fail(Code::kUnavailable, "The server answers no more.");
      for (int k = 0; k < count; ++k) {
        CHECKED(read(static_cast<std::size_t>(ready[static_cast<std::size_t>(k)].data.u64)));
      }
    }
    return {};
  }

  Status read(std::size_t i) {
    Line& line = lines_[i];
    const ssize_t got = ::recv(line.socket.get(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0) return fail(Code::kUnavailable, "The server closed a connection.");
    line.answer.append(buffer_.data(), static_cast<std::size_t>(got));
    if (line.wanted == 0) CHECKED(read_head(line));
    if (line.wanted == 0 || line.answer.size() < line.wanted) return {};
    times_.record(now_ns() - line.asked_ns);
    bytes_ += line.wanted - line.head_bytes;
    const std::string_view body =
        std::string_view(line.answer).substr(line.head_bytes, line.wanted - line.head_bytes);
    CHECKED(take_(i, line.status, body));
    line.answer.clear();
    line.wanted = 0;
    return ask(i);
  }

  static Status read_head(Line& line) {
    const std::size_t end = line.answer.find("\r\n\r\n");
    if (end == line.answer.npos) return {};
    line.head_bytes = end + 4;
    const std::string_view head(line.answer.data(), end);
    constexpr std::string_view kVersion = "HTTP/1.1 ", kLength = "content-length:";
    if (!head.starts_with(kVersion)) return fail(Code::kInternal, "The answer is no HTTP.");
    std::from_chars(head.data() + kVersion.size(), head.data() + head.size(), line.status);
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    const auto found = std::ranges::search(head, kLength, same);
    const char* at = found.end() == head.end() ? nullptr : &*found.begin() + kLength.size();
    while (at != nullptr && *at == ' ') ++at;
    std::size_t size = 0;
    if (at != nullptr) std::from_chars(at, head.data() + head.size(), size);
    line.wanted = line.head_bytes + size;
    return {};
  }

  const HttpLoadOptions& options_;
  const NextRequest& next_;
  const TakeAnswer& take_;
  Descriptor poll_;
  std::vector<Line> lines_;
  std::string buffer_;
  Histogram times_;
  std::uint64_t bytes_ = 0;
};

}  // namespace

Result<Figures> run_http_load(const HttpLoadOptions& options, const NextRequest& next,
                              const TakeAnswer& take) {
  return HttpLoad(options, next, take).run();
}

}  // namespace fika::bench
