// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/file_link.h"

#include <gtest/gtest.h>

namespace fika::app {
namespace {

constexpr std::int64_t kNowMs = 1'750'000'000'000;
constexpr std::int64_t kHourMs = 3600 * 1000;

FileLink some_link() {
  return {.secret_hash = std::string(32, '\x9c'), .file = Id::make(2), .is_download = true};
}

TEST(FileLink, SaysWhatItWasMadeFor) {
  const FileLinks links;
  const FileLink made = some_link();
  const auto read = links.read(links.token(made, kNowMs), kNowMs);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->secret_hash, made.secret_hash);
  EXPECT_EQ(read->file, made.file);
  EXPECT_TRUE(read->is_download);
}

TEST(FileLink, IsTheSameWithinTheHourAndEndsAfterTwo) {
  const FileLinks links;
  const FileLink link = some_link();
  const std::int64_t hour = kNowMs / kHourMs * kHourMs;
  const std::string token = links.token(link, hour);
  EXPECT_EQ(links.token(link, hour + kHourMs - 1), token);
  EXPECT_NE(links.token(link, hour + kHourMs), token);
  EXPECT_TRUE(links.read(token, hour + 2 * kHourMs - 1));
  EXPECT_FALSE(links.read(token, hour + 2 * kHourMs));
}

TEST(FileLink, OfAnotherSignInIsAnother) {
  const FileLinks links;
  FileLink other = some_link();
  other.secret_hash.back() = '\0';
  const std::string token = links.token(other, kNowMs);
  EXPECT_NE(token, links.token(some_link(), kNowMs));
  EXPECT_EQ(links.read(token, kNowMs)->secret_hash, other.secret_hash);
}

TEST(FileLink, WithAnyOtherBitIsNone) {
  const FileLinks links;
  const std::string token = links.token(some_link(), kNowMs);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string other = token;
    other[i] = other[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(links.read(other, kNowMs)) << i;
  }
  EXPECT_FALSE(links.read("", kNowMs));
  EXPECT_FALSE(links.read(token.substr(1), kNowMs));
  EXPECT_FALSE(links.read(token + "A", kNowMs));
  EXPECT_FALSE(FileLinks().read(token, kNowMs)) << "another process's";
}

}  // namespace
}  // namespace fika::app
