// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/picture.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "server/content/bare_picture.h"
#include "server/content/child.h"
#include "server/content/turn.h"

namespace fika::content {
namespace {

constexpr const char* kHeaderProgram = "/usr/bin/vipsheader";
constexpr const char* kPictureProgram = "/usr/bin/vipsthumbnail";
constexpr std::uint64_t kMemoryBytes = 1'200'000'000;  // address space, the libraries included
constexpr std::chrono::seconds kHeaderTime{5}, kPictureTime{15};
constexpr std::size_t kHeaderBytesMax = 64 * 1024;
constexpr std::size_t kWrittenBytesMax = std::size_t{100} << 20;
// Of a file that ends too early nobody knows what is missing: it stays what it is.
constexpr const char* kStill = "stdin[fail_on=truncated]";
constexpr const char* kMoving = "stdin[n=-1,fail_on=truncated]";

struct Format {
  std::string_view media_type;
  bool has_frames;
  std::string_view written_as;
  std::string_view saver;  // strip: no metadata and no colour profile, which sRGB needs none of
};
constexpr std::string_view kWebp = "image/webp";
constexpr std::array<Format, 7> kFormats = {{
    {"image/png", false, "image/png", ".png[strip,compression=4]"},
    {"image/jpeg", false, "image/jpeg", ".jpg[strip,Q=90,optimize_coding]"},
    {"image/gif", true, "image/gif", ".gif[strip]"},
    {kWebp, true, kWebp, ".webp[strip,Q=90]"},
    {"image/avif", false, kWebp, ".webp[strip,Q=90]"},
    {"image/heic", false, kWebp, ".webp[strip,Q=90]"},
    {"image/heif", false, kWebp, ".webp[strip,Q=90]"},
}};

const Format* format_of(std::string_view media_type) {
  const auto* const found = std::ranges::find(kFormats, media_type, &Format::media_type);
  return found == kFormats.end() ? nullptr : found;
}

struct Size {
  std::uint32_t width = 0, height = 0;
  std::uint64_t pixels() const { return std::uint64_t{width} * height; }
};

// The first line says "900x600 uchar, 3 bands, ..."; what follows may be the file's own words.
std::optional<Size> size_in(std::string_view header) {
  Size size;
  const char* const end = header.data() + header.size();
  const auto width = std::from_chars(header.data(), end, size.width);
  if (width.ec != std::errc() || width.ptr == end || *width.ptr != 'x') return std::nullopt;
  const auto height = std::from_chars(width.ptr + 1, end, size.height);
  if (height.ec != std::errc() || size.pixels() == 0) return std::nullopt;
  return size;
}

// Of the programs' failures only those count that are not the picture's own.
Result<std::optional<std::string>> said(Result<std::string> output) {
  if (output && !output->empty()) return std::optional(*std::move(output));
  if (!output && output.error().code != Code::kInvalid) {
    return std::unexpected(std::move(output).error());
  }
  return std::optional<std::string>();
}

Result<std::optional<Size>> measured(const ChildInput& input, const std::string& source) {
  TRY(const auto header,
      said(run_child(
          {kHeaderProgram, "-a", source}, input,
          {.memory_bytes = kMemoryBytes, .time = kHeaderTime, .output_bytes = kHeaderBytesMax})));
  return header ? size_in(*header) : std::optional<Size>();
}

Result<std::optional<std::string>> written(const ChildInput& input, const std::string& source,
                                           std::uint32_t side_max, std::string_view saver) {
  auto picture = said(run_child(
      {kPictureProgram, source, "--size", fmt::format("{0}x{0}>", side_max), "--export-profile",
       "srgb", "-o", std::string(saver)},
      input,
      {.memory_bytes = kMemoryBytes, .time = kPictureTime, .output_bytes = kWrittenBytesMax}));
  // Whatever it is told, libvips leaves everything in a WebP that the file it read had.
  if (picture && *picture && saver.starts_with(".webp")) **picture = bare_webp(**picture);
  if (picture && *picture && (*picture)->empty()) return std::optional<std::string>();
  return picture;
}

// From what was written here: of one frame, as small as it is shown in a text.
Status add_size_and_thumbnail(Picture& picture) {
  TRY(const ChildInput input, ChildInput::of(picture.bytes));
  TRY(const auto size, measured(input, "stdin"));
  if (!size) return fail(Code::kInternal, "A picture that was just written cannot be read.");
  picture.width = size->width;
  picture.height = size->height;
  if (std::max(size->width, size->height) <= kThumbnailSideMax) return {};
  TRY(auto thumbnail, written(input, "stdin", kThumbnailSideMax, ".webp[strip,Q=80]"));
  if (thumbnail) picture.thumbnail = *std::move(thumbnail);
  return {};
}

}  // namespace

bool is_picture(std::string_view media_type) { return format_of(media_type) != nullptr; }

bool can_read_pictures() { return is_program(kHeaderProgram) && is_program(kPictureProgram); }

Result<std::optional<Picture>> read_picture(std::string_view bytes, std::string_view media_type) {
  const Format* const format = format_of(media_type);
  if (format == nullptr) return std::optional<Picture>();
  if (bytes.size() > kPictureBytesMax) {
    return fail(Code::kInvalid, "The picture has {} MB; at most {} MB fit. Make it smaller first.",
                (bytes.size() + (1 << 20) - 1) >> 20, kPictureBytesMax >> 20);
  }
  const Turn turn;
  if (!turn.is_mine()) {
    return fail(Code::kUnavailable, "Other pictures are being looked at. Try again in a moment.");
  }
  TRY(const ChildInput input, ChildInput::of(bytes));
  TRY(const auto still, measured(input, kStill));
  if (!still) return std::optional<Picture>();
  if (still->pixels() > kPicturePixelsMax) {
    return fail(Code::kInvalid,
                "The picture has {} x {} pixels; at most {} million fit. Make it smaller first.",
                still->width, still->height, kPicturePixelsMax / 1'000'000);
  }
  std::optional<std::string> fresh;
  bool is_whole = true;
  if (format->has_frames) {
    // One with more frames than fit is shown as its first.
    TRY(const auto moving, measured(input, kMoving));
    is_whole = moving && moving->height == still->height;
    if (moving && moving->height > still->height && moving->pixels() <= kPicturePixelsMax) {
      TRY(fresh, written(input, kMoving, kPictureSideMax, format->saver));
      is_whole = fresh.has_value();
    }
  }
  if (!fresh) {
    TRY(fresh, written(input, kStill, kPictureSideMax, format->saver));
  }
  if (!fresh) return std::optional<Picture>();
  // It could be read to its end, so it is the picture that it says.
  const bool is_kept = is_whole && format->written_as == media_type &&
                       std::max(still->width, still->height) <= kPictureSideMax &&
                       is_bare(bytes, media_type);
  Picture picture;
  picture.media_type = format->written_as;
  picture.bytes = is_kept ? std::string(bytes) : *std::move(fresh);
  CHECKED(add_size_and_thumbnail(picture));
  return std::optional(std::move(picture));
}

}  // namespace fika::content
