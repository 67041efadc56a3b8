// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/yardstick/bare_server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "tests/bench/wire/frame.h"
#include "tests/bench/wire/yardstick_message.h"

namespace fika::bench {

struct BareServer::Connection {
  // What the socket did not take. Absent while all is sent, which keeps an idle connection small.
  struct Outbox {
    std::deque<Block> blocks;
    std::size_t sent_of_front = 0;
  };
  Descriptor socket;
  Room* room = nullptr;  // none before the handshake
  std::size_t place = 0;
  std::string partial;  // of a message that is still to come
  std::string acks;     // framed in this turn
  std::unique_ptr<Outbox> outbox;
};

struct BareServer::Room {
  std::vector<Connection*> readers;
  std::string gathered;  // frames of this turn
};

BareServer::BareServer(Descriptor listener, std::unique_ptr<Durable> durable)
    : listener_(std::move(listener)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      durable_(std::move(durable)),
      buffer_(64 * 1024) {}

BareServer::~BareServer() = default;

Status BareServer::serve() {
  epoll_event listening{.events = EPOLLIN, .data = {.fd = listener_.get()}};
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, listener_.get(), &listening);
  std::array<epoll_event, 512> events{};
  for (;;) {
    const int count =
        ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), -1);
    if (count < 0 && errno != EINTR) return std::unexpected(system_error("wait for sockets"));
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.fd == listener_.get()) {
        accept_all();
        continue;
      }
      Connection& connection = *connections_[static_cast<std::size_t>(event.data.fd)];
      if ((event.events & EPOLLOUT) != 0) flush(connection);
      if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) on_readable(connection);
    }
    CHECKED(end_turn());
  }
}

void BareServer::accept_all() {
  for (;;) {
    Descriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.get() < 0) return;
    const int fd = socket.get();
    send_at_once(fd);
    const auto index = static_cast<std::size_t>(fd);
    if (connections_.size() <= index) connections_.resize(index + 1);
    connections_[index] = std::make_unique<Connection>();
    connections_[index]->socket = std::move(socket);
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event);
  }
}

void BareServer::on_readable(Connection& connection) {
  const auto size = ::recv(connection.socket.get(), buffer_.data(), buffer_.size(), 0);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0) return close(connection);
  const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(size));
  if (connection.partial.empty()) return on_bytes(connection, bytes);
  const std::string joined = std::move(connection.partial).append(bytes);
  connection.partial = {};
  on_bytes(connection, joined);
}

void BareServer::on_bytes(Connection& connection, std::string_view bytes) {
  if (connection.room == nullptr) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
      connection.partial = bytes;
      return;
    }
    join(connection, bytes.substr(0, end + 4));
    bytes.remove_prefix(end + 4);
  }
  while (const auto frame = front_frame(bytes)) {
    bytes.remove_prefix(frame->size);
    std::string message = unmasked(*frame);
    if (is_post(message)) posts_.push_back({&connection, std::move(message)});
  }
  connection.partial = bytes;
}

void BareServer::join(Connection& connection, std::string_view request) {
  auto& room = rooms_[std::string(request_path(request))];
  if (!room) room = std::make_unique<Room>();
  connection.room = room.get();
  connection.place = room->readers.size();
  room->readers.push_back(&connection);
  std::string answer = upgrade_response(request);
  append_server_frame(answer, Opcode::kBinary, std::string(1, kReady));
  send(connection, std::make_shared<const std::string>(std::move(answer)));
}

// The order is Fika's: durable first, then the acknowledgement and the copies, which leave
// together.
Status BareServer::end_turn() {
  if (posts_.empty()) return {};
  if (durable_) {
    std::vector<std::string_view> messages;
    messages.reserve(posts_.size());
    for (const Post& post : posts_) messages.emplace_back(post.message);
    CHECKED(durable_->commit(messages));
  }
  std::vector<Room*> touched;
  for (const Post& post : posts_) {
    if (post.author == nullptr) continue;
    Room& room = *post.author->room;
    if (room.gathered.empty()) touched.push_back(&room);
    append_server_frame(post.author->acks, Opcode::kBinary, ack_message(post.message));
    append_server_frame(room.gathered, Opcode::kBinary, delivery_message(post.message));
  }
  posts_.clear();
  for (Room* room : touched) {
    const auto block = std::make_shared<const std::string>(std::exchange(room->gathered, {}));
    for (Connection* reader : room->readers) send(*reader, block);
  }
  return {};
}

// A sender's acknowledgement waits behind its own copies, so a sender that stopped reading stops
// being answered: that bounds what can pile up in an outbox, and no other backpressure is needed
// here.
void BareServer::send(Connection& connection, const Block& block) {
  if (connection.outbox) {
    auto& blocks = connection.outbox->blocks;
    if (!connection.acks.empty()) {
      blocks.push_back(std::make_shared<const std::string>(std::exchange(connection.acks, {})));
    }
    blocks.push_back(block);
    return;
  }
  std::string acks = std::exchange(connection.acks, {});
  const std::size_t size = acks.size() + block->size();
  ssize_t sent = 0;
  if (acks.empty()) {
    sent = ::send(connection.socket.get(), block->data(), block->size(), MSG_NOSIGNAL);
  } else {
    std::array<iovec, 2> parts{iovec{acks.data(), acks.size()},
                               iovec{const_cast<char*>(block->data()), block->size()}};
    msghdr gathered{};
    gathered.msg_iov = parts.data();
    gathered.msg_iovlen = parts.size();
    sent = ::sendmsg(connection.socket.get(), &gathered, MSG_NOSIGNAL);
  }
  // A broken socket shows itself to the next read, which closes it.
  const std::size_t taken = sent < 0 ? 0 : static_cast<std::size_t>(sent);
  if (taken == size) return;
  connection.outbox = std::make_unique<Connection::Outbox>();
  auto& outbox = *connection.outbox;
  if (taken < acks.size()) {
    outbox.blocks.push_back(std::make_shared<const std::string>(acks.substr(taken)));
  } else {
    outbox.sent_of_front = taken - acks.size();
  }
  outbox.blocks.push_back(block);
  watch(connection, true);
}

void BareServer::flush(Connection& connection) {
  if (!connection.outbox) return;
  auto& outbox = *connection.outbox;
  while (!outbox.blocks.empty()) {
    std::array<iovec, 64> parts{};
    const std::size_t count = std::min(parts.size(), outbox.blocks.size());
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& block = *outbox.blocks[i];
      const std::size_t skip = i == 0 ? outbox.sent_of_front : 0;
      parts[i] = {const_cast<char*>(block.data()) + skip, block.size() - skip};
    }
    msghdr gathered{};
    gathered.msg_iov = parts.data();
    gathered.msg_iovlen = count;
    const auto sent = ::sendmsg(connection.socket.get(), &gathered, MSG_NOSIGNAL);
    if (sent < 0) return;
    auto taken = static_cast<std::size_t>(sent) + outbox.sent_of_front;
    while (!outbox.blocks.empty() && taken >= outbox.blocks.front()->size()) {
      taken -= outbox.blocks.front()->size();
      outbox.blocks.pop_front();
    }
    outbox.sent_of_front = taken;
  }
  connection.outbox.reset();
  watch(connection, false);
}

void BareServer::watch(Connection& connection, bool for_writing) {
  const int fd = connection.socket.get();
  epoll_event event{.events = for_writing ? EPOLLIN | EPOLLOUT : EPOLLIN, .data = {.fd = fd}};
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, fd, &event);
}

void BareServer::close(Connection& connection) {
  if (Room* room = connection.room) {
    room->readers.back()->place = connection.place;
    room->readers[connection.place] = room->readers.back();
    room->readers.pop_back();
  }
  for (Post& post : posts_) {
    if (post.author == &connection) post.author = nullptr;
  }
  connections_[static_cast<std::size_t>(connection.socket.get())].reset();
}

}  // namespace fika::bench
