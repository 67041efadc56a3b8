// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/bare_picture.h"

#include <array>
#include <cstdint>
#include <optional>

namespace fika::content {
namespace {

using std::string_view;

std::uint8_t byte_at(string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

// The first `count` bytes, which are then gone from `rest`; nothing where there are fewer.
std::optional<string_view> take(string_view& rest, std::size_t count) {
  if (rest.size() < count) return std::nullopt;
  const string_view taken = rest.substr(0, count);
  rest.remove_prefix(count);
  return taken;
}

bool skip(string_view& rest, std::size_t count) { return take(rest, count).has_value(); }

enum class Order : std::uint8_t { kHighFirst, kLowFirst };
std::optional<std::size_t> take_number(string_view& rest, std::size_t byte_count, Order order) {
  const auto taken = take(rest, byte_count);
  if (!taken) return std::nullopt;
  std::size_t number = 0;
  for (std::size_t i = 0; i < byte_count; ++i) {
    const std::size_t at = order == Order::kHighFirst ? i : byte_count - 1 - i;
    number = number << 8 | byte_at(*taken, at);
  }
  return number;
}

// pHYs says how many of its pixels make a metre, and no more.
bool is_png_part(string_view name, std::size_t size) {
  return name == "IHDR" || name == "IDAT" || name == "IEND" || (name == "PLTE" && size <= 768) ||
         (name == "tRNS" && size <= 256) || (name == "bKGD" && size <= 6) ||
         (name == "sRGB" && size == 1) || (name == "pHYs" && size == 9);
}

bool is_bare_png(string_view rest) {
  if (take(rest, 8) != string_view("\x89PNG\r\n\x1a\n", 8)) return false;
  while (true) {
    const auto size = take_number(rest, 4, Order::kHighFirst);
    const auto name = take(rest, 4);
    constexpr std::size_t kChecksumBytes = 4;
    if (!size || !name || !is_png_part(*name, *size) || *size > rest.size()) return false;
    if (!skip(rest, *size) || !skip(rest, kChecksumBytes)) return false;
    if (*name == "IEND") return *size == 0 && rest.empty();
  }
}

// Over the picture's own bytes to the marker behind them.
void skip_scan(string_view& rest) {
  constexpr std::uint8_t kMarker = 0xff, kStuffed = 0x00, kFirstRestart = 0xd0, kLastRestart = 0xd7;
  for (std::size_t at = 0; at + 1 < rest.size(); ++at) {
    if (byte_at(rest, at) != kMarker) continue;
    const std::uint8_t next = byte_at(rest, at + 1);
    if (next == kStuffed || (next >= kFirstRestart && next <= kLastRestart)) continue;
    rest.remove_prefix(at);
    return;
  }
  rest = {};
}

// Of one or three colours: four are ink, and need a profile to be shown.
bool is_frame_header(string_view part) {
  constexpr std::size_t kCountAt = 5;
  return part.size() > kCountAt && (byte_at(part, kCountAt) == 1 || byte_at(part, kCountAt) == 3);
}

// JFIF says the size of a pixel, and may hold a small picture of the whole.
bool is_jfif(string_view part) {
  return part.size() == 14 && part.starts_with(string_view("JFIF\0", 5)) &&
         part.ends_with(string_view("\0\0", 2));
}

bool is_bare_jpeg(string_view rest) {
  if (take(rest, 2) != string_view("\xff\xd8")) return false;
  while (true) {
    const auto marker = take_number(rest, 2, Order::kHighFirst);
    if (marker == 0xffd9U) return rest.empty();
    const auto size = take_number(rest, 2, Order::kHighFirst);
    if (!marker || !size || *size < 2) return false;
    const auto part = take(rest, *size - 2);
    if (!part) return false;
    switch (*marker) {
      case 0xffe0:
        if (!is_jfif(*part)) return false;
        break;
      case 0xffc0:
      case 0xffc1:
      case 0xffc2:
        if (!is_frame_header(*part)) return false;
        break;
      case 0xffc4:  // how it is packed
      case 0xffdb:
      case 0xffdd:
        break;
      case 0xffda:
        skip_scan(rest);
        break;
      default:
        return false;
    }
  }
}

bool skip_blocks(string_view& rest) {
  while (true) {
    const auto size = take_number(rest, 1, Order::kLowFirst);
    if (!size || !skip(rest, *size)) return false;
    if (*size == 0) return true;
  }
}

// What the last byte of a descriptor says of the colours that follow it.
bool skip_colours(string_view& rest, std::uint8_t flags) {
  constexpr std::uint8_t kHasColours = 0x80, kSizeBits = 0x07;
  if ((flags & kHasColours) == 0) return true;
  return skip(rest, std::size_t{3} << ((flags & kSizeBits) + 1));
}

// Of the extensions only what says when the next frame comes, and how often all of them do.
bool skip_extension(string_view& rest) {
  const auto kind = take_number(rest, 1, Order::kLowFirst);
  if (kind == 0xf9U) {
    if (take_number(rest, 1, Order::kLowFirst) != 4U || !skip(rest, 4)) return false;
    return take_number(rest, 1, Order::kLowFirst) == 0U;
  }
  constexpr string_view kRepeats("\x0bNETSCAPE2.0\x03\x01", 14);
  if (kind != 0xffU || take(rest, kRepeats.size()) != kRepeats) return false;
  return skip(rest, 2) && take_number(rest, 1, Order::kLowFirst) == 0U;
}

bool is_bare_gif(string_view rest) {
  const auto version = take(rest, 6);
  if (version != "GIF87a" && version != "GIF89a") return false;
  const auto screen = take(rest, 7);
  if (!screen || !skip_colours(rest, byte_at(*screen, 4))) return false;
  while (true) {
    const auto kind = take_number(rest, 1, Order::kLowFirst);
    if (kind == 0x3bU) return rest.empty();
    if (kind == 0x21U) {
      if (!skip_extension(rest)) return false;
      continue;
    }
    const auto frame = kind == 0x2cU ? take(rest, 9) : std::nullopt;
    if (!frame || !skip_colours(rest, byte_at(*frame, 8))) return false;
    if (!skip(rest, 1) || !skip_blocks(rest)) return false;
  }
}

// A WebP's part: "VP8L", its size, its bytes and one more where these are odd.
struct WebpPart {
  string_view name, content, whole;
};
std::optional<WebpPart> take_webp_part(string_view& rest) {
  const string_view before = rest;
  const auto name = take(rest, 4);
  const auto size = take_number(rest, 4, Order::kLowFirst);
  if (!name || !size) return std::nullopt;
  const auto content = take(rest, *size);
  if (!content || !skip(rest, *size % 2)) return std::nullopt;
  return WebpPart{*name, *content, before.substr(0, before.size() - rest.size())};
}

constexpr std::uint8_t kWebpWordsBits = 0x2c;  // of VP8X: a profile, EXIF, XMP
constexpr std::size_t kRiffBytes = 12;

bool is_webp_picture(const WebpPart& part) {
  return part.name == "VP8 " || part.name == "VP8L" || part.name == "ALPH";
}

bool is_webp_frame(string_view content) {
  constexpr std::size_t kWhereAndWhenBytes = 16;
  if (!skip(content, kWhereAndWhenBytes)) return false;
  while (!content.empty()) {
    const auto part = take_webp_part(content);
    if (!part || !is_webp_picture(*part)) return false;
  }
  return true;
}

bool is_webp_part(const WebpPart& part) {
  if (part.name == "VP8X") return part.content.size() == 10;
  if (part.name == "ANIM") return part.content.size() == 6;
  if (part.name == "ANMF") return is_webp_frame(part.content);
  return is_webp_picture(part);
}

// The parts, where the file is as long as it says.
std::optional<string_view> webp_parts(string_view rest) {
  const std::size_t size = rest.size();
  if (take(rest, 4) != "RIFF" || take_number(rest, 4, Order::kLowFirst) != size - 8)
    return std::nullopt;
  if (take(rest, 4) != "WEBP") return std::nullopt;
  return rest;
}

bool is_bare_webp(string_view bytes) {
  auto rest = webp_parts(bytes);
  if (!rest) return false;
  while (!rest->empty()) {
    const auto part = take_webp_part(*rest);
    if (!part || !is_webp_part(*part)) return false;
    if (part->name == "VP8X" && (byte_at(part->content, 0) & kWebpWordsBits) != 0) return false;
  }
  return true;
}

}  // namespace

bool is_bare(string_view bytes, string_view media_type) {
  if (media_type == "image/png") return is_bare_png(bytes);
  if (media_type == "image/jpeg") return is_bare_jpeg(bytes);
  if (media_type == "image/gif") return is_bare_gif(bytes);
  return media_type == "image/webp" && is_bare_webp(bytes);
}

std::string bare_webp(string_view bytes) {
  auto rest = webp_parts(bytes);
  if (!rest) return {};
  std::string kept(bytes.substr(0, kRiffBytes));
  while (!rest->empty()) {
    const auto part = take_webp_part(*rest);
    if (!part) return {};
    if (!is_webp_part(*part)) continue;
    const std::size_t flags_at = kept.size() + 8;
    kept += part->whole;
    if (part->name != "VP8X") continue;
    kept[flags_at] = static_cast<char>(byte_at(kept, flags_at) & ~kWebpWordsBits);
  }
  const std::size_t size = kept.size() - 8;
  for (std::size_t i = 0; i < 4; ++i) kept[4 + i] = static_cast<char>(size >> (8 * i) & 0xff);
  return kept;
}

}  // namespace fika::content
