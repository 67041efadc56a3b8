// SPDX-License-Identifier: GPL-3.0-or-later
// The network edge: listens on one port, speaks HTTP/1.1, WebSocket and TLS, and hands what arrives
// to an App in Fika's own words. The only folder that includes Beast, and only in its .cc files.
//
// Threads: one io_context(1) per network core, a connection lives and dies on the core that
// accepted it. Every call into App and SocketHandler is made on that core; Socket's functions may
// be called on that core only, Reply from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace fika::web {

struct Request {
  std::string method;  // "GET", "HEAD", "POST", ...; a HEAD is answered like its GET, see Reply
  std::string path;    // percent-encoded as received, starts with '/', without the query
  std::string query;   // without '?'
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string
      peer_address;  // textual IP; from X-Forwarded-For's last hop only behind a trusted proxy
  std::string address_prefix;  // what rate limits key on: the IPv4 address, or the IPv6 /64
  bool is_tls = false;   // towards the browser: also by X-Forwarded-Proto behind a trusted proxy
  std::size_t core = 0;  // which network core this arrived on

  std::string_view header(std::string_view lower_case_name) const;  // empty if absent
  std::optional<std::string> cookie(std::string_view name) const;
};

// The body of an answer that is too long to hold in memory. Read a piece at a time, each once the
// peer has taken the one before.
class BodySource {
 public:
  using Done = std::function<void(Result<std::string>)>;

  virtual ~BodySource() = default;
  virtual std::uint64_t size_bytes() const = 0;
  // Called on the connection's core, and does not wait there: `done` is called once, on any thread,
  // with the `length` bytes that stand at `offset`. An error, or fewer bytes, ends the connection
  // in the middle of the answer, which tells the client that it is not whole.
  virtual void read(std::uint64_t offset, std::size_t length, Done done) = 0;
};

struct Response {
  int status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  // Lines made by header_lines() that many answers share, those of add_security_headers() among
  // them; besides `headers`.
  std::shared_ptr<const std::string> shared_lines = nullptr;
  std::string body;
  // Either instead of `body`: one that many answers share, or one that is read piece by piece.
  std::shared_ptr<const std::string> shared_body = nullptr;
  std::shared_ptr<BodySource> source = nullptr;
};
// Call once, from any thread; a second call, or one after the connection is gone, does nothing.
// Date, Content-Length and Connection are added, and the body of an answer to HEAD is left out.
using Reply = std::function<void(Response)>;

// One WebSocket frame, built once (header included) and shared by all its readers.
using Frame = std::shared_ptr<const std::string>;
// A whole unmasked binary message: header and payload.
Frame make_binary_frame(std::string_view payload);

// One open WebSocket, owned by the edge. A reference handed out is good until on_closed returns.
class Socket {
 public:
  virtual ~Socket() = default;
  // Queues a frame; everything queued during one turn of the loop goes out in one gathered write.
  // Does nothing once the socket is closing. Nothing here calls back into the handler before it
  // returns.
  virtual void send(Frame frame) = 0;
  // Bytes queued and not yet taken by the kernel.
  virtual std::size_t waiting_bytes() const = 0;
  // Starts the closing handshake with a code of RFC 6455 and a short ASCII reason, behind what is
  // queued. No message is handed over any more; on_closed follows within seconds, whatever the peer
  // does.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  virtual std::size_t core() const = 0;
};

// What the application does with one WebSocket. Destroyed after on_closed.
class SocketHandler {
 public:
  virtual ~SocketHandler() = default;
  virtual void on_message(std::string_view payload) = 0;  // binary messages only; text is refused
  virtual void on_drained() = 0;                          // all that was queued has gone out
  virtual void on_closed() = 0;
};

class App {
 public:
  virtual ~App() = default;
  virtual void handle(Request request, Reply reply) = 0;
  // An upgrade request, on any path. An error becomes the HTTP answer, and `socket` is gone. On
  // success the socket is open; what was sent to it in here goes out together with the handshake's
  // answer.
  virtual Result<std::unique_ptr<SocketHandler>> open_socket(const Request& request,
                                                             Socket& socket) = 0;
  // Whether work is under way that will soon have something to send to many: a core that has just
  // been through a costly fan-out then waits for it a little. Asked often, on the cores' threads.
  virtual bool has_more_coming() const { return false; }
};

struct Config {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  std::size_t cores = 1;
  std::string tls_certificate_file{}, tls_key_file{};  // both or neither
  std::string tls_self_signed_dir{};  // not empty: makes a certificate there once and uses it
  std::size_t body_bytes_max = 1 << 20;
  std::size_t message_bytes_max = 1 << 20;
  std::size_t connections_max = 20000;
  bool trust_forwarded_for =
      false;  // only behind a proxy that sets or appends X-Forwarded-For and -Proto
  std::int64_t stall_ms_max = 30'000;  // a peer that takes nothing for so long is closed
  std::int64_t ping_ms = 25'000;
  std::int64_t pong_ms_max = 60'000;
  std::int64_t header_ms_max = 10'000;  // from the first byte of a request to the end of its header
  std::int64_t body_ms_max = 60'000;    // from there to the end of its body
  std::int64_t idle_ms_max = 75'000;    // between two requests of one connection
  std::int64_t answer_ms_max = 120'000;  // for App::handle to answer; then the client gets 504
};

class Server {
 public:
  // kUnavailable, with the address in the sentence, if it cannot listen; kInvalid for a bad
  // certificate. `app` outlives the server.
  static Result<std::unique_ptr<Server>> listen(Config config, App& app);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;
  virtual std::size_t cores() const = 0;
  // Serves on `cores` threads, the caller's among them, until a stop is through. Once only.
  virtual void run() = 0;
  // Runs `work` on a core's thread. Safe from any thread.
  virtual void post(std::size_t core, std::function<void()> work) = 0;
  // Runs `work` on a core's thread once `after_ms` have passed, unless the server stops first.
  virtual void post_after(std::size_t core, std::int64_t after_ms, std::function<void()> work) = 0;
  // Stops accepting, closes WebSockets with 1001 spread over `spread_ms` and HTTP connections after
  // the answer under way; then run returns, at the latest `spread_ms` and two seconds from now. Any
  // thread, also before run.
  virtual void stop(std::int64_t spread_ms) = 0;
};

}  // namespace fika::web
