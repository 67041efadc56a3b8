// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/wording.h"

#include "server/content/text_of.h"
#include "server/domain/files/files.h"
#include "server/domain/pages/pages.h"
#include "server/domain/pages/text.h"

namespace fika::domain {
namespace {

// The beginning, no sign cut in two.
std::string beginning(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (text[bytes_max] & '\xc0') == '\x80') --bytes_max;
  text.resize(bytes_max);
  return text;
}

}  // namespace

Status prepare_words(const storage::BlobReader& content, store::v1::PreparedFile& prepared) {
  if (prepared.size_bytes() > kReadFileBytesMax) return {};
  if (!content::can_read_text(prepared.media_type())) return {};
  TRY(const std::string bytes, content.read(0, prepared.size_bytes()));
  auto text = content::text_in(bytes, prepared.media_type());
  if (!text) return {};
  std::string words = beginning(*std::move(text), kPageBytesMax);
  while (!words.empty()) {
    TRY(std::string row, compressed(words));
    if (row.size() <= kFileTextRowBytesMax) {
      prepared.set_text(std::move(row));
      break;
    }
    const std::size_t half = words.size() / 2;
    words = beginning(std::move(words), half);
  }
  return {};
}

Result<std::string> words_of_file(const storage::Reader& reader, const Id& file) {
  TRY(const auto row, storage::find_index(reader, kFileTexts, file.bytes()));
  return row ? decompressed(*row) : Result<std::string>(std::string());
}

}  // namespace fika::domain
