// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/file_link.h"

#include <sodium.h>

#include "base/check.h"
#include "server/app/url.h"
#include "storage/keys.h"

namespace fika::app {
namespace {

constexpr std::int64_t kHourMs = 3600 * 1000;
constexpr std::uint8_t kDownload = 1, kThumbnail = 2;
constexpr std::size_t kSealBytes = 32;
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kLinkBytes = kHashBytes + 16 + 1 + 8;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the NUL
  return text;
}

}  // namespace

FileLinks::FileLinks() : secret_(crypto_generichash_KEYBYTES, '\0') {
  FIKA_CHECK(sodium_init() >= 0);
  crypto_generichash_keygen(bytes_of(secret_));
}

std::string FileLinks::seal(std::string_view bytes) const {
  std::string seal(kSealBytes, '\0');
  crypto_generichash(bytes_of(seal), seal.size(), bytes_of(bytes), bytes.size(),
                     bytes_of(std::string_view(secret_)), secret_.size());
  return seal;
}

std::string FileLinks::token(FileLink link, std::int64_t now_ms) const {
  FIKA_CHECK(link.secret_hash.size() == kHashBytes);
  link.expires_at_ms = (now_ms / kHourMs + 2) * kHourMs;
  std::string bytes = storage::KeyWriter()
                          .text(link.secret_hash)
                          .id(link.file)
                          .u8(static_cast<std::uint8_t>((link.is_download ? kDownload : 0) |
                                                        (link.is_thumbnail ? kThumbnail : 0)))
                          .u64(static_cast<std::uint64_t>(link.expires_at_ms))
                          .take();
  bytes += seal(bytes);
  return to_base64url(bytes);
}

std::optional<FileLink> FileLinks::read(std::string_view token, std::int64_t now_ms) const {
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() != kLinkBytes + kSealBytes) return std::nullopt;
  const std::string_view sealed = std::string_view(*bytes).substr(0, kLinkBytes);
  const std::string wanted = seal(sealed);
  if (sodium_memcmp(wanted.data(), bytes->data() + kLinkBytes, kSealBytes) != 0)
    return std::nullopt;
  FileLink link;
  link.secret_hash = sealed.substr(0, kHashBytes);
  storage::KeyReader parts(sealed.substr(kHashBytes));
  link.file = parts.id();
  const std::uint8_t flags = parts.u8();
  link.is_download = (flags & kDownload) != 0;
  link.is_thumbnail = (flags & kThumbnail) != 0;
  link.expires_at_ms = static_cast<std::int64_t>(parts.u64());
  if (link.expires_at_ms <= now_ms) return std::nullopt;
  return link;
}

}  // namespace fika::app
