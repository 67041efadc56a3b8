// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/deflate.h"

#include <zlib.h>

#include "base/check.h"

namespace fika::feed {
namespace {

constexpr int kRawWindowBits = -15;
// Levels above this cost several times the time for a few per cent on what bootstraps hold.
constexpr int kLevel = 4;

Bytef* bytes_of(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }

// zlib takes its input without const and does not change it.
Bytef* input_of(std::string_view text) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
}

}  // namespace

std::string deflate_raw(std::string_view plain) {
  z_stream stream{};
  FIKA_CHECK(deflateInit2(&stream, kLevel, Z_DEFLATED, kRawWindowBits, 8, Z_DEFAULT_STRATEGY) ==
             Z_OK);
  std::string deflated(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = input_of(plain);
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = bytes_of(deflated);
  stream.avail_out = static_cast<uInt>(deflated.size());
  FIKA_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  deflated.resize(stream.total_out);
  deflateEnd(&stream);
  return deflated;
}

Result<std::string> inflate_raw(std::string_view deflated, std::size_t size_max) {
  z_stream stream{};
  FIKA_CHECK(inflateInit2(&stream, kRawWindowBits) == Z_OK);
  std::string plain;
  stream.next_in = input_of(deflated);
  stream.avail_in = static_cast<uInt>(deflated.size());
  int status = Z_OK;
  while (status == Z_OK) {
    const std::size_t filled = plain.size();
    if (filled >= size_max) break;
    plain.resize(std::min(size_max, filled + 65536));
    stream.next_out = bytes_of(plain) + filled;
    stream.avail_out = static_cast<uInt>(plain.size() - filled);
    status = inflate(&stream, Z_NO_FLUSH);
    plain.resize(plain.size() - stream.avail_out);
    if (status == Z_BUF_ERROR) break;
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END)
    return fail(Code::kInvalid, "The compressed frame is damaged or too long.");
  return plain;
}

}  // namespace fika::feed
