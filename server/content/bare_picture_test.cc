// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/bare_picture.h"

#include <random>

#include <gtest/gtest.h>

#include "server/content/media_type.h"
#include "tests/support/sample_files.h"

namespace fika::content {
namespace {

using tests::sample_picture;

bool is_bare(const std::string& bytes) { return content::is_bare(bytes, media_type_of(bytes)); }
std::string with(std::string bytes, std::size_t at, std::string_view more) {
  bytes.insert(at, more);
  return bytes;
}

TEST(BarePicture, HoldsNothingButThePicture) {
  for (const char* name : {"plain.jpg", "moving.gif", "small-to-send.png"}) {
    EXPECT_EQ(is_bare(sample_picture(name)), std::string(name) != "small-to-send.png") << name;
  }
  for (const char* name :
       {"turned-with-place.jpg", "wide.png", "with-place.webp", "with-place.avif", "small.heic"}) {
    EXPECT_FALSE(is_bare(sample_picture(name))) << name;
  }
  EXPECT_TRUE(is_bare(bare_webp(sample_picture("with-place.webp"))));
}

TEST(BarePicture, HasNoWordsAnywhere) {
  const std::string jpeg = sample_picture("plain.jpg"), gif = sample_picture("moving.gif");
  const std::string webp = bare_webp(sample_picture("with-place.webp"));
  const std::string comment("\xff\xfe\x00\x06Home", 8), exif(
                                                            "\xff\xe1\x00\x06"
                                                            "Exif",
                                                            8);
  for (const std::string& part : {comment, exif}) EXPECT_FALSE(is_bare(with(jpeg, 2, part)));
  // Between the scans, too.
  const std::size_t second_scan = jpeg.rfind("\xff\xda");
  ASSERT_GT(second_scan, jpeg.find("\xff\xda"));
  EXPECT_FALSE(is_bare(with(jpeg, second_scan, comment)));
  const std::size_t first_frame = gif.find("\x21\xf9");
  EXPECT_FALSE(is_bare(with(gif, first_frame, std::string_view("\x21\xfe\x04Home\0", 8))));
  EXPECT_FALSE(
      is_bare(with(gif, first_frame, std::string_view("\x21\xff\x0bXMP DataXMP\x04Home\0", 20))));
  EXPECT_FALSE(is_bare(with(webp, webp.size(), std::string_view("EXIF\4\0\0\0Home", 12))));
}

TEST(BarePicture, EndsWhereItSays) {
  for (const char* name : {"plain.jpg", "moving.gif"}) {
    const std::string whole = sample_picture(name);
    EXPECT_FALSE(is_bare(whole + "x")) << name;
    for (std::size_t size = 0; size < whole.size(); ++size) {
      ASSERT_FALSE(content::is_bare(whole.substr(0, size), media_type_of(whole))) << size;
    }
  }
  const std::string webp = bare_webp(sample_picture("with-place.webp"));
  for (std::size_t size = 0; size < webp.size(); ++size) {
    ASSERT_FALSE(content::is_bare(webp.substr(0, size), "image/webp")) << size;
  }
  EXPECT_EQ(bare_webp("RIFF"), "");
  EXPECT_EQ(bare_webp(""), "");
}

TEST(BarePicture, OfAnyBytesIsAnAnswer) {
  std::mt19937_64 random(1);
  for (const char* name : {"plain.jpg", "wide.png", "moving.gif", "with-place.webp"}) {
    const std::string whole = sample_picture(name);
    for (int round = 0; round < 2'000; ++round) {
      std::string bytes = whole.substr(0, 1 + random() % whole.size());
      for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
      content::is_bare(bytes, media_type_of(whole));
      EXPECT_LE(bare_webp(bytes).size(), bytes.size());
    }
  }
}

}  // namespace
}  // namespace fika::content
