// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a request's body that comes in chunks (RFC 9112, section 7.1). Beast's own reading of
// chunks judges an extension by how its bytes happened to arrive. What comes out here depends on
// the bytes alone; extensions and trailers are read over and dropped. No I/O, no thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fika::web {

class ChunkedBody {
 public:
  enum class State { kMore, kDone, kMalformed, kTooLarge };

  explicit ChunkedBody(std::size_t body_bytes_max) : body_bytes_max_(body_bytes_max) {}

  // Reads on from the front of `bytes` and adds to `used` what it is done with. What is left must
  // be offered again with more behind it if the state is kMore, and is the next request's if kDone.
  State feed(std::string_view bytes, std::size_t& used);

  // The whole body, once done.
  std::string take() { return std::move(body_); }

 private:
  enum class Part { kSize, kData, kDataEnd, kTrailers, kEnd };
  struct Line;
  State read_line(std::string_view bytes, Line& line) const;
  State begin_chunk(std::string_view line);
  State read_trailer(const Line& line);
  State read_data_end(std::string_view bytes, std::size_t& used);

  std::size_t body_bytes_max_;
  Part part_ = Part::kSize;
  std::size_t chunk_bytes_left_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::string body_;
};

}  // namespace fika::web
