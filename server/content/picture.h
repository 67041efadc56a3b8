// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that people send, read by libvips in a program of its own (child.h) and written anew:
// without where they were taken, by what and when, turned as they are meant to be seen, in sRGB.
// Nothing of a stranger's file is shown in a browser that has not gone through here. One that is
// bare (bare_picture.h), upright and no larger than fits stays byte for byte what it is, so that
// what was exported comes back the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::content {

inline constexpr std::size_t kPictureBytesMax = std::size_t{40} << 20;
// Of all frames together.
inline constexpr std::uint64_t kPicturePixelsMax = 50'000'000;
inline constexpr std::uint32_t kPictureSideMax = 16'383;  // larger ones are made smaller
inline constexpr std::uint32_t kThumbnailSideMax = 640;

struct Picture {
  // As it came, but WebP for what many browsers do not show.
  std::string media_type;
  std::string bytes;
  std::uint32_t width = 0, height = 0;  // of one frame
  // WebP; empty where the picture is no larger itself.
  std::string thumbnail;
};

// Whether a file of this type is to be read as a picture: PNG, JPEG, GIF, WebP, AVIF, HEIC.
bool is_picture(std::string_view media_type);

// Whether the programs for it are on this machine.
bool can_read_pictures();

// Nothing where it cannot be read: it is broken, or something else than it says. kInvalid with a
// sentence when it is too large, kUnavailable when too many are being read. Takes up to some
// seconds, one picture at a time.
Result<std::optional<Picture>> read_picture(std::string_view bytes, std::string_view media_type);

}  // namespace fika::content
