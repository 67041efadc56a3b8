// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/media_type.h"

#include <gtest/gtest.h>

namespace fika::content {
namespace {

using namespace std::string_literals;

TEST(MediaType, IsWhatTheBytesSay) {
  EXPECT_EQ(media_type_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0"s), "image/png");
  EXPECT_EQ(media_type_of("\xff\xd8\xff\xe0\0\x10JFIF\0\1"s), "image/jpeg");
  EXPECT_EQ(media_type_of("GIF89a\1\0\1\0"s), "image/gif");
  EXPECT_EQ(media_type_of("%PDF-1.7\n"), "application/pdf");
  EXPECT_EQ(media_type_of("just words\n"), "text/plain");
}

TEST(MediaType, OfWhatPhonesRecordIsOneThatIsPlayed) {
  for (const auto& [beginning, type] : std::vector<std::pair<std::string, std::string>>{
           {"\0\0\0\034ftypM4A \0\0\0\0M4A mp42isom"s, "audio/mp4"},
           {"\0\0\0\030ftypmp42\0\0\0\0mp42isom"s, "video/mp4"},
           {"OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x13OpusHead\1\1"s, "audio/ogg"},
           {"fLaC\0\0\0\x22\x10\0\x10\0\0\0\0\0\0\0\x0a\xc4\x42\xf0"s, "audio/flac"},
           {"WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n"s, "text/vtt"}}) {
    EXPECT_EQ(media_type_of(beginning), type);
    EXPECT_TRUE(is_shown_in_place(type)) << type;
  }
}

TEST(MediaType, OfAPageOrADrawingThatRunsIsNeverShownInPlace) {
  for (const std::string_view text :
       {"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<!doctype html><script>alert(1)</script>", "<html><body onload=alert(1)>",
        "%PDF-1.7\n<script>alert(1)</script>", "#!/bin/sh\n", "MZ\x90", ""}) {
    EXPECT_FALSE(is_shown_in_place(media_type_of(text))) << text << " is " << media_type_of(text);
  }
  EXPECT_TRUE(is_shown_in_place("image/png"));
  EXPECT_FALSE(is_shown_in_place("image/svg+xml"));
}

TEST(MediaType, OfAnyBytesIsOneThatFitsAHeader) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37 + i / 7);
  for (std::size_t from = 0; from < 4000; from += 13) {
    const std::string type = media_type_of(std::string_view(bytes).substr(from, 200));
    EXPECT_NE(type.find('/'), std::string::npos);
    EXPECT_EQ(type.find_first_of("\r\n \""), std::string::npos) << type;
  }
}

}  // namespace
}  // namespace fika::content
