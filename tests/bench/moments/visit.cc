// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/visit.h"

#include <algorithm>
#include <poll.h>

#include "tests/bench/fika/server_frame.h"
#include "tests/bench/load/median.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr std::uint8_t kSource = 3;
constexpr std::int64_t kAnswerWithinNs = 30'000'000'000;
constexpr std::size_t kBufferBytes = std::size_t{8} << 20;

bool is_answer(const v1::ServerFrame& frame) {
  return frame.has_bootstrap() || frame.has_resumed() || frame.has_partial();
}

}  // namespace

Status converse(Connection& connection, std::int64_t within_ns,
                const std::function<void(std::string_view)>& on_message,
                const std::function<bool()>& is_done) {
  std::vector<char> buffer(kBufferBytes);
  const std::int64_t deadline_ns = now_ns() + within_ns;
  while (!is_done()) {
    if (now_ns() > deadline_ns) return fail(Code::kUnavailable, "No answer came in time.");
    const bool writes = connection.wants_to_write();
    pollfd waiting{.fd = connection.descriptor(),
                   .events = static_cast<short>(writes ? POLLIN | POLLOUT : POLLIN),
                   .revents = 0};
    ::poll(&waiting, 1, 100);
    if ((waiting.revents & POLLOUT) != 0) CHECKED(connection.on_writable());
    if ((waiting.revents & ~POLLOUT) != 0) CHECKED(connection.on_readable(buffer, on_message));
  }
  return {};
}

Result<Answer> visit(std::uint16_t port, const std::string& secret, const v1::Hello& hello) {
  TRY(auto connection,
      Connection::begin(port, kSource,
                        {.path = "/sync",
                         .headers = fmt::format("Authorization: Bearer {}\r\n", secret),
                         .first_message = {}}));
  std::string message;
  const auto keep = [&message](std::string_view whole) { message = whole; };
  CHECKED(converse(connection, kAnswerWithinNs, keep, [&] { return connection.is_open(); }));
  v1::ClientFrame asking;
  *asking.mutable_hello() = hello;
  Answer answer;
  const std::int64_t asked_ns = now_ns();
  CHECKED(connection.send(asking.SerializeAsString()));
  CHECKED(converse(connection, kAnswerWithinNs, keep, [&] { return !message.empty(); }));
  answer.took_ns = now_ns() - asked_ns;
  answer.bytes = message.size();
  if (!read_server_frame(message, answer.frame) || !is_answer(answer.frame)) {
    return fail(Code::kInternal, "The first frame after Hello is no answer to it.");
  }
  return answer;
}

v1::Hello first_hello() {
  v1::Hello hello;
  hello.set_protocol(1);
  return hello;
}

v1::Hello next_hello(const v1::Bootstrap& bootstrap) {
  v1::Hello hello = first_hello();
  *hello.mutable_cursor() = bootstrap.upto();
  for (const v1::Snapshot& snapshot : bootstrap.snapshots()) *hello.add_held() = snapshot.scope();
  return hello;
}

Figures figures_of(const std::vector<Answer>& answers) {
  std::vector<double> bytes;
  std::vector<double> plain_bytes;
  std::vector<double> took_ms;
  for (const Answer& answer : answers) {
    bytes.push_back(static_cast<double>(answer.bytes));
    plain_bytes.push_back(static_cast<double>(answer.frame.ByteSizeLong()));
    took_ms.push_back(static_cast<double>(answer.took_ns) / 1e6);
  }
  return {{"bytes", median(bytes)},
          {"plain_bytes", median(plain_bytes)},
          {"p50_ms", median(took_ms)},
          {"max_ms", took_ms.empty() ? 0 : std::ranges::max(took_ms)},
          {"answers", static_cast<double>(answers.size())}};
}

}  // namespace fika::bench
