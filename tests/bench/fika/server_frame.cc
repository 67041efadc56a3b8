// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fika/server_frame.h"

#include <array>
#include <string>
#include <zlib.h>

namespace fika::bench {
namespace {

bool parse(std::string_view bytes, v1::ServerFrame& frame) {
  return frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

bool inflate_raw(std::string deflated, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  stream.next_in = reinterpret_cast<Bytef*>(deflated.data());
  stream.avail_in = static_cast<uInt>(deflated.size());
  std::array<char, 64 * 1024> buffer{};
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END;
}

}  // namespace

bool read_server_frame(std::string_view message, v1::ServerFrame& frame) {
  if (!parse(message, frame)) return false;
  if (frame.frame_case() != v1::ServerFrame::kDeflated) return true;
  std::string inflated;
  return inflate_raw(frame.deflated(), inflated) && parse(inflated, frame);
}

}  // namespace fika::bench
