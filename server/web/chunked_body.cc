// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/chunked_body.h"

#include <algorithm>
#include <charconv>

namespace fika::web {

namespace {

// A size, and what few senders put behind it.
constexpr std::size_t kLineBytesMax = 1024;
constexpr std::size_t kTrailerBytesMax = 8 * 1024;
constexpr std::size_t kSizeDigitsMax = 8;

}  // namespace

struct ChunkedBody::Line {
  std::string_view text;
  std::size_t bytes = 0;  // with its end
};

ChunkedBody::State ChunkedBody::read_line(std::string_view bytes, Line& line) const {
  const std::size_t end = bytes.find_first_of("\r\n");
  if (std::min(end, bytes.size()) > kLineBytesMax) return State::kMalformed;
  if (end == std::string_view::npos) return State::kMore;
  if (bytes[end] == '\n') return State::kMalformed;
  if (end + 1 == bytes.size()) return State::kMore;
  if (bytes[end + 1] != '\n') return State::kMalformed;
  line = {bytes.substr(0, end), end + 2};
  return State::kDone;
}

ChunkedBody::State ChunkedBody::begin_chunk(std::string_view line) {
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  if (digits.empty() || digits.size() > kSizeDigitsMax) return State::kMalformed;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return State::kMalformed;
  if (size > body_bytes_max_ - body_.size()) return State::kTooLarge;
  chunk_bytes_left_ = size;
  part_ = size == 0 ? Part::kTrailers : Part::kData;
  return State::kDone;
}

ChunkedBody::State ChunkedBody::read_trailer(const Line& line) {
  trailer_bytes_ += line.bytes;
  if (trailer_bytes_ > kTrailerBytesMax) return State::kMalformed;
  if (line.text.empty()) part_ = Part::kEnd;
  return State::kDone;
}

ChunkedBody::State ChunkedBody::read_data_end(std::string_view bytes, std::size_t& used) {
  if (!std::string_view("\r\n").starts_with(bytes.substr(0, 2))) return State::kMalformed;
  if (bytes.size() < 2) return State::kMore;
  used += 2;
  part_ = Part::kSize;
  return State::kDone;
}

ChunkedBody::State ChunkedBody::feed(std::string_view bytes, std::size_t& used) {
  State state = State::kDone;
  while (part_ != Part::kEnd && state == State::kDone) {
    const std::string_view rest = bytes.substr(used);
    if (part_ == Part::kData) {
      const std::size_t size = std::min(chunk_bytes_left_, rest.size());
      body_.append(rest.substr(0, size));
      used += size;
      chunk_bytes_left_ -= size;
      if (chunk_bytes_left_ > 0) return State::kMore;
      part_ = Part::kDataEnd;
    } else if (part_ == Part::kDataEnd) {
      state = read_data_end(rest, used);
    } else {
      Line line;
      state = read_line(rest, line);
      if (state != State::kDone) return state;
      state = part_ == Part::kSize ? begin_chunk(line.text) : read_trailer(line);
      used += line.bytes;
    }
  }
  return state;
}

}  // namespace fika::web
