// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one HTTP/1.1 request from bytes, by Beast's parser: the only place that includes it. One
// reader a request, so that a connection that waits for its next request holds none. No I/O, no
// thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/web/chunked_body.h"
#include "server/web/server.h"

namespace fika::web {

inline constexpr std::size_t kHeaderBytesMax = 16 * 1024;

class RequestReader {
 public:
  enum class State { kHeader, kBody, kDone, kRefused };

  explicit RequestReader(std::size_t body_bytes_max);
  ~RequestReader();

  // Takes what it can off the front of `bytes`. What is left belongs to the next request if the
  // state is kDone, and must be offered again with more behind it otherwise.
  State feed(std::string& bytes);

  // The client waits for "100 Continue" before it sends the body.
  bool expects_continue() const;
  // Of a request that is done: whether the client would use the connection again.
  bool keep_alive() const;
  // Of a request that is done; fills method, path, query, headers and body. Empties the reader.
  Request take();
  bool is_refused() const { return refusal_.has_value(); }
  // Of a request that was refused: the answer to give before closing.
  Response refusal() const;

 private:
  struct Parser;
  State refuse(int status, std::string_view code, std::string_view message);
  void refuse_too_large();
  void refuse_malformed();
  State check_header();
  void read_header(std::string_view bytes, std::size_t& used);
  void read_body(std::string_view bytes, std::size_t& used);
  // One step of Beast's parser; false if it needs more, or refused.
  bool put(std::string_view bytes, std::size_t& used);

  std::unique_ptr<Parser> parser_;
  std::size_t body_bytes_max_;
  std::optional<ChunkedBody> chunks_;  // of a body that comes in chunks
  bool is_done_ = false;
  std::vector<std::pair<std::string, std::string>> headers_;  // without trailers
  std::optional<Response> refusal_;
};

}  // namespace fika::web
