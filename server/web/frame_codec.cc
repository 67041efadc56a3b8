// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/frame_codec.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/text.h"
#include "server/web/server.h"

namespace fika::web {
namespace {

bool is_control(Opcode opcode) { return (static_cast<std::uint8_t>(opcode) & 8) != 0; }

std::uint64_t big_endian(std::span<const std::uint8_t> bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8 | byte;
  return value;
}

Decoded error(std::uint16_t code, std::string_view reason) {
  return {.kind = Decoded::Kind::kError, .payload = reason, .close_code = code};
}

}  // namespace

std::string encode_frame(Opcode opcode, std::string_view payload) {
  std::string frame;
  frame.reserve(payload.size() + 10);
  const auto put = [&frame](std::uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i)
      frame.push_back(static_cast<char>(value >> (8 * i) & 0xff));
  };
  put(0x80U | static_cast<std::uint8_t>(opcode), 1);
  if (payload.size() < 126) {
    put(payload.size(), 1);
  } else if (payload.size() <= 0xffff) {
    put(126, 1);
    put(payload.size(), 2);
  } else {
    put(127, 1);
    put(payload.size(), 8);
  }
  frame += payload;
  return frame;
}

std::string encode_close(std::uint16_t code, std::string_view reason) {
  if (code == kCloseNone) return encode_frame(Opcode::kClose, {});
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
  payload += reason.substr(0, kControlBytesMax - 2);
  return encode_frame(Opcode::kClose, payload);
}

Frame make_binary_frame(std::string_view payload) {
  return std::make_shared<const std::string>(encode_frame(Opcode::kBinary, payload));
}

// 1004 to 1006 and 1015 are names for states that never travel; 1012 to 1014 came by IANA's
// registry; 3000 to 4999 are for applications.
bool is_close_code(std::uint16_t code) {
  if (code >= 3000) return code <= 4999;
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

void apply_mask(std::span<char> data, const std::array<std::uint8_t, 4>& mask, std::size_t offset) {
  std::array<std::uint8_t, 8> pattern{};
  for (std::size_t i = 0; i < pattern.size(); ++i) pattern[i] = mask[(offset + i) % 4];
  std::uint64_t word_mask = 0;
  std::memcpy(&word_mask, pattern.data(), sizeof(word_mask));
  std::size_t at = 0;
  for (; at + sizeof(word_mask) <= data.size(); at += sizeof(word_mask)) {
    std::uint64_t word = 0;
    std::memcpy(&word, data.data() + at, sizeof(word));
    word ^= word_mask;
    std::memcpy(data.data() + at, &word, sizeof(word));
  }
  for (std::size_t i = 0; at + i < data.size(); ++i) {
    data[at + i] = static_cast<char>(static_cast<std::uint8_t>(data[at + i]) ^ pattern[i]);
  }
}

FrameDecoder::Partial& FrameDecoder::partial() {
  if (!partial_) partial_ = std::make_unique<Partial>();
  return *partial_;
}

FrameDecoder::Parse FrameDecoder::refuse(std::uint16_t code, std::string_view reason) {
  refusal_code_ = code;
  refusal_ = reason;
  return Parse::kRefused;
}

FrameDecoder::Parse FrameDecoder::check(Opcode opcode, bool is_final) {
  const bool in_message = partial_ && partial_->in_message;
  switch (opcode) {
    case Opcode::kContinuation:
      if (in_message) return Parse::kDone;
      return refuse(kCloseProtocol, "continuation of nothing");
    case Opcode::kText:
      return refuse(kCloseUnsupported, "binary messages only");
    case Opcode::kBinary:
      if (!in_message) return Parse::kDone;
      return refuse(kCloseProtocol, "new message inside a message");
    case Opcode::kClose:
    case Opcode::kPing:
    case Opcode::kPong:
      if (is_final) return Parse::kDone;
      return refuse(kCloseProtocol, "fragmented control frame");
  }
  return refuse(kCloseProtocol, "unknown opcode");
}

// Looks at each byte as soon as it is there, so that a bad frame is refused before its payload is
// waited for.
FrameDecoder::Parse FrameDecoder::parse(std::span<const std::uint8_t> bytes, Header& header,
                                        std::size_t& used) {
  if (bytes.empty()) return Parse::kNeedMore;
  if ((bytes[0] & 0x70) != 0) return refuse(kCloseProtocol, "reserved bits are set");
  header.opcode = static_cast<Opcode>(bytes[0] & 0x0f);
  header.is_final = (bytes[0] & 0x80) != 0;
  if (const Parse checked = check(header.opcode, header.is_final); checked != Parse::kDone) {
    return checked;
  }
  if (bytes.size() < 2) return Parse::kNeedMore;
  if ((bytes[1] & 0x80) == 0) return refuse(kCloseProtocol, "frame without a mask");
  header.size = bytes[1] & 0x7f;
  if (is_control(header.opcode) && header.size > kControlBytesMax) {
    return refuse(kCloseProtocol, "control frame too long");
  }
  const std::size_t extra = header.size == 126 ? 2 : header.size == 127 ? 8 : 0;
  if (bytes.size() < 2 + extra) return Parse::kNeedMore;
  if (extra != 0) {
    header.size = big_endian(bytes.subspan(2, extra));
    if (header.size >> 63 != 0) return refuse(kCloseProtocol, "length with its top bit set");
    if (header.size < (extra == 2 ? 126U : 65536U)) {
      return refuse(kCloseProtocol, "length not in its shortest form");
    }
  }
  const std::size_t held = partial_ && partial_->in_message ? partial_->message.size() : 0;
  if (!is_control(header.opcode) && header.size > message_bytes_max_ - held) {
    return refuse(kCloseTooBig, "message too big");
  }
  if (bytes.size() < 2 + extra + 4) return Parse::kNeedMore;
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(2 + extra), 4, header.mask.begin());
  used = 2 + extra + 4;
  return Parse::kDone;
}

FrameDecoder::Parse FrameDecoder::read_header(std::span<char>& input, Header& header) {
  std::size_t used = 0;
  if (!partial_ || partial_->head_size == 0) {
    // char and unsigned char may alias; the header is read where it lies.
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.data());
    const Parse parsed = parse(std::span(bytes, input.size()), header, used);
    if (parsed == Parse::kDone) {
      input = input.subspan(used);
      return parsed;
    }
    if (parsed == Parse::kRefused || input.empty()) return parsed;
  }
  Partial& held = partial();
  while (!input.empty()) {
    held.head[held.head_size++] = static_cast<std::uint8_t>(input.front());
    input = input.subspan(1);
    const Parse parsed = parse(std::span(held.head).first(held.head_size), header, used);
    if (parsed == Parse::kNeedMore) continue;
    held.head_size = 0;
    return parsed;
  }
  return Parse::kNeedMore;
}

Decoded FrameDecoder::deliver_close(std::string_view payload) {
  Decoded decoded{.kind = Decoded::Kind::kClose, .payload = {}, .close_code = kCloseNone};
  if (payload.empty()) return decoded;
  if (payload.size() == 1) return error(kCloseProtocol, "close code cut short");
  decoded.close_code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                                  static_cast<std::uint8_t>(payload[1]));
  if (!is_close_code(decoded.close_code)) return error(kCloseProtocol, "no such close code");
  decoded.payload = payload.substr(2);
  if (!is_utf8(decoded.payload)) return error(kCloseNotUtf8, "close reason is not UTF-8");
  return decoded;
}

Decoded FrameDecoder::deliver(const Header& header, std::string_view payload) {
  switch (header.opcode) {
    case Opcode::kClose:
      return deliver_close(payload);
    case Opcode::kPing:
      return {Decoded::Kind::kPing, payload, 0};
    case Opcode::kPong:
      return {Decoded::Kind::kPong, payload, 0};
    default:
      return {Decoded::Kind::kMessage, payload, 0};
  }
}

Decoded FrameDecoder::next(std::span<char>& input) {
  if (partial_ && partial_->spent) partial_.reset();
  while (true) {
    Header header;
    const bool resumed = partial_ && partial_->in_payload;
    if (resumed) {
      header = partial_->header;
    } else {
      const Parse parsed = read_header(input, header);
      if (parsed == Parse::kRefused) return error(refusal_code_, refusal_);
      if (parsed == Parse::kNeedMore) return {};
      const bool in_message = partial_ && partial_->in_message;
      if (input.size() >= header.size &&
          (is_control(header.opcode) || (header.is_final && !in_message))) {
        const std::span<char> payload = input.first(header.size);
        input = input.subspan(header.size);
        apply_mask(payload, header.mask, 0);
        if (partial_ && !in_message) partial_.reset();
        return deliver(header, std::string_view(payload.data(), payload.size()));
      }
      partial().header = header;
      partial_->taken = 0;
      partial_->in_payload = true;
    }

    Partial& held = *partial_;
    const std::size_t count = std::min<std::uint64_t>(input.size(), header.size - held.taken);
    const std::span<char> piece = input.first(count);
    input = input.subspan(count);
    apply_mask(piece, header.mask, held.taken);
    if (is_control(header.opcode)) {
      std::copy(piece.begin(), piece.end(), held.control.begin() + static_cast<int>(held.taken));
    } else {
      held.message.append(piece.data(), piece.size());
    }
    held.taken += count;
    if (held.taken < header.size) return {};

    held.in_payload = false;
    if (is_control(header.opcode)) {
      held.spent = !held.in_message;
      return deliver(header, std::string_view(held.control.data(), header.size));
    }
    held.in_message = !header.is_final;
    if (!header.is_final) continue;
    held.spent = true;
    return deliver(header, held.message);
  }
}

}  // namespace fika::web
