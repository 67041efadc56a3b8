// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/crowd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <sys/epoll.h>

namespace fika::bench {
namespace {

// Large enough for a whole bootstrap, and for what a reader of a busy room finds in one read.
constexpr std::size_t kBufferBytes = std::size_t{4} << 20;
constexpr std::size_t kOpeningAtOnce = 100;
constexpr std::size_t kSourceAddresses = 8;
constexpr std::int64_t kOpenWithinNs = 60'000'000'000;

std::uint64_t scattered(std::uint64_t number) {
  std::uint64_t value = (number + 1) * 0x9e3779b97f4a7c15ULL;
  value ^= value >> 29;
  return value * 0xbf58476d1ce4e5b9ULL;
}

}  // namespace

Crowd::Crowd(const Scenario& scenario, Protocol& protocol, const LoadOptions& options)
    : scenario_(scenario),
      protocol_(protocol),
      options_(options),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      rooms_(scenario.rooms),
      buffer_(kBufferBytes) {}

Status Crowd::open_all() {
  const std::size_t wanted = scenario_.rooms * scenario_.readers;
  clients_.reserve(wanted);
  const std::int64_t deadline_ns = now_ns() + kOpenWithinNs;
  while (ready_ < wanted) {
    while (clients_.size() < wanted && clients_.size() - ready_ < kOpeningAtOnce) {
      CHECKED(open_one());
    }
    CHECKED(turn(now_ns() + 100'000'000));
    if (now_ns() > deadline_ns) {
      return fail(Code::kUnavailable, "Only {} of {} connections were ready after a minute.",
                  ready_, wanted);
    }
  }
  return {};
}

Status Crowd::open_one() {
  const std::size_t index = clients_.size();
  // Rooms fill side by side, so that no room's readers lie next to each other in the server's
  // memory.
  const Seat seat{.index = index,
                  .room = index % scenario_.rooms,
                  .sends = index / scenario_.rooms < scenario_.senders};
  const auto source = static_cast<std::uint8_t>(2 + index % kSourceAddresses);
  TRY(auto connection, Connection::begin(options_.port, source, protocol_.opening(seat)));
  clients_.push_back(
      std::make_unique<Client>(Client{.connection = std::move(connection), .seat = seat}));
  Client& client = *clients_.back();
  if (seat.sends) senders_.push_back(&client);
  epoll_event event{.events = EPOLLIN | EPOLLOUT, .data = {.ptr = &client}};
  if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, client.connection.descriptor(), &event) != 0) {
    return std::unexpected(system_error("watch a connection"));
  }
  return {};
}

void Crowd::post(std::size_t sender, std::int64_t due_ns) {
  post_from(*senders_[sender % senders_.size()], due_ns);
}

void Crowd::post_from(Client& client, std::int64_t due_ns) {
  const std::uint64_t number = due_ns_.size();
  due_ns_.push_back(due_ns);
  Account& room = rooms_[client.seat.room];
  ++room.posted;
  room.posted_sum += scattered(number);
  expected_ += scenario_.readers;
  const std::string text = stamped_text({number, due_ns}, options_.text_bytes);
  const std::string message = protocol_.post(client.seat, number, text);
  if (auto sent = client.connection.send(message); !sent) fail_with(std::move(sent).error());
  watch(client);
}

Status Crowd::turn(std::int64_t deadline_ns, const std::function<void()>& between) {
  std::array<epoll_event, 512> events{};
  const std::int64_t wait_ns = std::max<std::int64_t>(deadline_ns - now_ns(), 0);
  const timespec wait{.tv_sec = wait_ns / 1'000'000'000, .tv_nsec = wait_ns % 1'000'000'000};
  const int count =
      ::epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()), &wait, nullptr);
  if (count < 0 && errno != EINTR) return std::unexpected(system_error("wait for connections"));
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    CHECKED(handle(*static_cast<Client*>(event.data.ptr), event.events));
    if (i % 32 == 31) between();
  }
  if (failure_) return std::unexpected(*failure_);
  return {};
}

Status Crowd::handle(Client& client, std::uint32_t events) {
  if ((events & EPOLLOUT) != 0) CHECKED(client.connection.on_writable());
  if ((events & ~std::uint32_t{EPOLLOUT}) != 0) {
    reading_ = &client;
    read_at_ns_ = now_ns();
    CHECKED(client.connection.on_readable(buffer_, [this](std::string_view message) {
      protocol_.read(reading_->seat, message, *this);
    }));
  }
  watch(client);
  return {};
}

void Crowd::watch(Client& client) {
  const bool wanted = client.connection.wants_to_write();
  if (wanted == client.watched_for_writing) return;
  client.watched_for_writing = wanted;
  epoll_event event{.events = wanted ? EPOLLIN | EPOLLOUT : EPOLLIN, .data = {.ptr = &client}};
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, client.connection.descriptor(), &event);
}

void Crowd::on_ready() {
  if (!std::exchange(reading_->is_ready, true)) ++ready_;
}

void Crowd::on_ack(std::uint64_t call) {
  if (call >= due_ns_.size()) {
    return fail_with({Code::kInternal, fmt::format("Call {} was never made.", call)});
  }
  ++acks_;
  if (due_ns_[call] >= measure_from_ns_) ack_times_.record(read_at_ns_ - due_ns_[call]);
  if (post_on_ack_) post_from(*reading_, now_ns());
}

void Crowd::on_delivery(const PostStamp& stamp) {
  ++deliveries_;
  ++reading_->received;
  reading_->received_sum += scattered(stamp.number);
  last_delivery_ns_ = read_at_ns_;
  if (stamp.due_ns >= measure_from_ns_) delivery_times_.record(read_at_ns_ - stamp.due_ns);
}

void Crowd::on_refusal(std::string_view reason) {
  fail_with({Code::kInternal, fmt::format("The server's answer was {}.", reason)});
}

void Crowd::send(std::string_view message) {
  if (auto sent = reading_->connection.send(message); !sent) fail_with(std::move(sent).error());
}

void Crowd::fail_with(Error error) {
  if (!failure_) failure_ = std::move(error);
}

Status Crowd::check_accounts() const {
  for (const auto& client : clients_) {
    const Account& room = rooms_[client->seat.room];
    if (client->received > room.posted ||
        (client->received == room.posted && client->received_sum != room.posted_sum)) {
      return fail(Code::kInternal,
                  "Reader {} got {} deliveries of {} posts, and not the right ones.",
                  client->seat.index, client->received, room.posted);
    }
  }
  return {};
}

}  // namespace fika::bench
