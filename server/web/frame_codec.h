// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket framing (RFC 6455, section 5) without I/O: bytes in, what they mean out, for a server
// that speaks binary only. Used by websocket_connection.cc; knows no socket, no thread and no
// clock.
//
//      0                   1                   2                   3
//      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//     +-+-+-+-+-------+-+-------------+-------------------------------+
//     |F|R|R|R|opcode |M| length 7    | 126: 16 bits, 127: 64 bits ...|
//     +-+-+-+-+-------+-+-------------+-------------------------------+
//     | mask of 32 bits if M, then the payload                        |
//     +---------------------------------------------------------------+
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace fika::web {

enum class Opcode : std::uint8_t {
  kContinuation = 0,
  kText = 1,
  kBinary = 2,
  kClose = 8,
  kPing = 9,
  kPong = 10,
};

// Close codes that Fika itself uses or looks for.
inline constexpr std::uint16_t kCloseNormal = 1000;
inline constexpr std::uint16_t kCloseGoingAway = 1001;
inline constexpr std::uint16_t kCloseProtocol = 1002;
inline constexpr std::uint16_t kCloseUnsupported = 1003;
inline constexpr std::uint16_t kCloseNone = 1005;  // never on the wire: the peer gave no code
inline constexpr std::uint16_t kCloseNotUtf8 = 1007;
inline constexpr std::uint16_t kCloseTooBig = 1009;
inline constexpr std::uint16_t kCloseInternal = 1011;

inline constexpr std::size_t kControlBytesMax = 125;

// One whole unmasked frame, as a server sends it.
std::string encode_frame(Opcode opcode, std::string_view payload);
// A close frame; without a code when `code` is kCloseNone. The reason is cut to what a frame can
// hold.
std::string encode_close(std::uint16_t code, std::string_view reason);
// Whether a peer may send this close code.
bool is_close_code(std::uint16_t code);
// Takes the mask off, or puts it on, starting at byte `offset` of the payload.
void apply_mask(std::span<char> data, const std::array<std::uint8_t, 4>& mask, std::size_t offset);

// What the next bytes meant.
struct Decoded {
  enum class Kind {
    kNeedMore,  // all input is used up
    kMessage,   // a whole binary message
    kPing,
    kPong,
    kClose,  // close_code (kCloseNone if absent) and the reason as payload
    kError,  // the peer broke the protocol: close with close_code and the payload as reason
  };
  Kind kind = Kind::kNeedMore;
  std::string_view payload;  // good until the next call
  std::uint16_t close_code = 0;
};

// Reads masked client frames. Costs a pointer and a limit while no frame is half received: what
// lies whole in the input is unmasked there and handed out from there. The outcome does not depend
// on how the bytes were cut.
class FrameDecoder {
 public:
  explicit FrameDecoder(std::size_t message_bytes_max) : message_bytes_max_(message_bytes_max) {}

  // Takes bytes off the front of `input` and changes them. Call again until it answers kNeedMore.
  // After kError or kClose nothing more must be read.
  Decoded next(std::span<char>& input);
  // True when nothing is half received and no memory is held.
  bool is_idle() const { return partial_ == nullptr; }

 private:
  struct Header {
    Opcode opcode = Opcode::kContinuation;
    bool is_final = false;
    std::uint64_t size = 0;
    std::array<std::uint8_t, 4> mask{};
  };
  struct Partial {
    std::array<std::uint8_t, 14> head{};
    std::size_t head_size = 0;
    bool in_payload = false;  // `header` is complete, `taken` bytes of its payload are here
    bool in_message = false;  // a fragmented message has begun and not ended
    bool spent = false;  // nothing half received is left once the payload handed out is forgotten
    Header header;
    std::uint64_t taken = 0;
    std::string message;
    std::array<char, kControlBytesMax> control{};
  };
  enum class Parse { kNeedMore, kDone, kRefused };

  Parse read_header(std::span<char>& input, Header& header);
  Parse parse(std::span<const std::uint8_t> bytes, Header& header, std::size_t& used);
  Parse check(Opcode opcode, bool is_final);
  Parse refuse(std::uint16_t code, std::string_view reason);
  Decoded deliver(const Header& header, std::string_view payload);
  Decoded deliver_close(std::string_view payload);
  Partial& partial();

  std::unique_ptr<Partial> partial_;
  std::size_t message_bytes_max_;
  std::string_view refusal_;
  std::uint16_t refusal_code_ = 0;
};

}  // namespace fika::web
