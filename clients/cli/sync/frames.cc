// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/sync/frames.h"

#include <array>
#include <zlib.h>

namespace fika::cli::sync {
namespace {

constexpr std::size_t kUnpackedBytesMax = 64 * 1024 * 1024;

Result<std::string> inflate_raw(std::string_view packed) {
  z_stream stream{};
  // Negative window bits: raw deflate, without zlib's or gzip's head.
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return fail(Code::kInternal, "zlib failed.");
  std::string copy(packed);  // zlib's interface takes the input as mutable
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  std::string unpacked;
  std::array<char, 64 * 1024> buffer;
  int state = Z_OK;
  while (state == Z_OK && unpacked.size() <= kUnpackedBytesMax) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    state = inflate(&stream, Z_NO_FLUSH);
    unpacked.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  // A peer that flushes instead of finishing leaves no end mark; all input is used up then.
  const bool is_whole = state == Z_STREAM_END || (state == Z_BUF_ERROR && stream.avail_in == 0);
  if (!is_whole || unpacked.size() > kUnpackedBytesMax) {
    return fail(Code::kInvalid, "The server sent a frame that cannot be unpacked.");
  }
  return unpacked;
}

}  // namespace

Result<v1::ServerFrame> decode(std::string_view bytes) {
  v1::ServerFrame frame;
  if (!frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(Code::kInvalid, "The server sent a frame that cannot be read.");
  }
  if (frame.frame_case() != v1::ServerFrame::kDeflated) return frame;
  TRY(const std::string unpacked, inflate_raw(frame.deflated()));
  v1::ServerFrame inner;
  if (!inner.ParseFromString(unpacked) || inner.frame_case() == v1::ServerFrame::kDeflated) {
    return fail(Code::kInvalid, "The server sent a frame that cannot be read.");
  }
  return inner;
}

}  // namespace fika::cli::sync
