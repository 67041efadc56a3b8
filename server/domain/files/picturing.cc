// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/picturing.h"

#include "server/content/picture.h"

namespace fika::domain {
namespace {

Result<storage::Blob> kept(const storage::Blobs& blobs, std::string_view bytes) {
  TRY(storage::BlobWriter writer, blobs.begin(bytes.size()));
  CHECKED(writer.append(bytes));
  return writer.finish();
}

}  // namespace

Status prepare_picture(const storage::Blobs& blobs, const storage::BlobReader& content,
                       store::v1::PreparedFile& prepared) {
  std::optional<content::Picture> picture;
  if (content::can_read_pictures()) {
    // One byte beyond what fits is enough to be refused for.
    TRY(const std::string bytes, content.read(0, content::kPictureBytesMax + 1));
    TRY(picture, content::read_picture(bytes, prepared.media_type()));
  }
  if (!picture) {
    prepared.set_media_type("application/octet-stream");
    return {};
  }
  // What it was made from has no row, and is cleared away.
  TRY(const storage::Blob shown, kept(blobs, picture->bytes));
  prepared.set_blob(shown.name);
  prepared.set_size_bytes(shown.size_bytes);
  if (picture->media_type != prepared.media_type()) prepared.set_ending(".webp");
  prepared.set_media_type(picture->media_type);
  prepared.set_width(picture->width);
  prepared.set_height(picture->height);
  if (picture->thumbnail.empty()) return {};
  TRY(const storage::Blob thumbnail, kept(blobs, picture->thumbnail));
  prepared.set_thumbnail(thumbnail.name);
  prepared.set_thumbnail_bytes(thumbnail.size_bytes);
  return {};
}

std::string ending_with(std::string_view name, std::string_view ending) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::string(name);
  return std::string(name.substr(0, dot)).append(ending);
}

}  // namespace fika::domain
