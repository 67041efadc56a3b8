// SPDX-License-Identifier: GPL-3.0-or-later
// server/web/frame_codec: the outcome of a stream of frames does not depend on how it was cut.
// The first bytes of the input say how: pieces of their sizes, over and over.
#include <vector>

#include "base/text.h"
#include "server/web/frame_codec.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using fika::web::Decoded;

constexpr std::size_t kMessageBytesMax = 4096;
constexpr std::size_t kCuts = 4;

struct Event {
  Decoded::Kind kind;
  std::string payload;
  std::uint16_t close_code;
  bool operator==(const Event&) const = default;
};

bool ends_stream(Decoded::Kind kind) {
  return kind == Decoded::Kind::kError || kind == Decoded::Kind::kClose;
}

void check_sound(const Event& event) {
  if (event.kind == Decoded::Kind::kMessage) FIKA_CHECK(event.payload.size() <= kMessageBytesMax);
  if (event.kind == Decoded::Kind::kPing || event.kind == Decoded::Kind::kPong) {
    FIKA_CHECK(event.payload.size() <= fika::web::kControlBytesMax);
  }
  if (event.kind == Decoded::Kind::kClose) {
    FIKA_CHECK(event.close_code == fika::web::kCloseNone ||
               fika::web::is_close_code(event.close_code));
    FIKA_CHECK(fika::is_utf8(event.payload));
  }
  if (event.kind == Decoded::Kind::kError) FIKA_CHECK(fika::web::is_close_code(event.close_code));
}

// `piece_size` says how long the i-th piece is. Each lies in memory of exactly its size.
template <class PieceSize>
std::vector<Event> decode(std::string_view stream, PieceSize piece_size) {
  fika::web::FrameDecoder decoder(kMessageBytesMax);
  std::vector<Event> events;
  for (std::size_t i = 0; !stream.empty(); ++i) {
    const std::size_t size = std::min(piece_size(i), stream.size());
    std::vector<char> piece(stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(size));
    stream.remove_prefix(size);
    std::span<char> input(piece);
    while (true) {
      const Decoded decoded = decoder.next(input);
      if (decoded.kind == Decoded::Kind::kNeedMore) break;
      events.push_back({decoded.kind, std::string(decoded.payload), decoded.close_code});
      check_sound(events.back());
      if (ends_stream(decoded.kind)) return events;
    }
    FIKA_CHECK(input.empty());
  }
  return events;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view stream = fika::fuzz::text_of(data, size);
  std::array<std::size_t, kCuts> cuts{};
  for (std::size_t& cut : cuts) cut = std::max<std::size_t>(1, fika::fuzz::take_byte(stream));

  const auto whole = decode(stream, [](std::size_t) { return std::size_t(-1); });
  FIKA_CHECK(whole == decode(stream, [](std::size_t) { return std::size_t{1}; }));
  FIKA_CHECK(whole == decode(stream, [&cuts](std::size_t i) { return cuts[i % kCuts]; }));
  return 0;
}
