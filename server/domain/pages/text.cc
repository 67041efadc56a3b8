// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/text.h"

#include <zstd.h>

#include <sodium.h>

#include "base/text.h"
#include "server/domain/pages/pages.h"

namespace fika::domain {
namespace {

// Half the size of the fastest level's frame for prose, at 100 MB a second.
constexpr int kCompressionLevel = 6;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::unexpected<Error> unreadable_text() {
  return fail(Code::kDataLoss, "A page's text cannot be read. Run fika-server verify.");
}

}  // namespace

Result<std::string> checked_page_text(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string normal;
  normal.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      normal += text[at];
    } else if (at + 1 == text.size() || text[at + 1] != '\n') {
      normal += '\n';
    }
  }
  normal.erase(normal.find_last_not_of('\n') + 1);
  if (normal.empty()) return normal;
  normal += '\n';
  // A page of white space alone is an empty one.
  if (is_utf8(normal) && trim(normal).empty()) return std::string();
  CHECKED(check_body(normal, kPageBytesMax, "The text"));
  return normal;
}

Result<std::string> compressed(std::string_view text) {
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      ZSTD_compress(bytes.data(), bytes.size(), text.data(), text.size(), kCompressionLevel);
  if (ZSTD_isError(size) != 0) {
    return fail(Code::kInternal, "The text cannot be compressed: {}.", ZSTD_getErrorName(size));
  }
  bytes.resize(size);
  return bytes;
}

Result<std::string> decompressed(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size > kPageBytesMax) return unreadable_text();  // also the two numbers that mean an error
  std::string text(static_cast<std::size_t>(size), '\0');
  const std::size_t read = ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(read) != 0 || read != text.size()) return unreadable_text();
  return text;
}

std::string hash_of_text(std::string_view text) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

}  // namespace fika::domain
