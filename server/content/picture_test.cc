// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/picture.h"

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "server/content/bare_picture.h"
#include "server/content/media_type.h"
#include "tests/support/sample_files.h"

namespace fika::content {
namespace {

using tests::sample_picture;

Result<std::optional<Picture>> read(const std::string& bytes) {
  return read_picture(bytes, media_type_of(bytes));
}
Picture picture(const std::string& name) {
  auto read_one = read(sample_picture(name));
  EXPECT_TRUE(read_one) << read_one.error().detail;
  EXPECT_TRUE(read_one && *read_one) << name;
  return read_one && *read_one ? **std::move(read_one) : Picture();
}
bool holds(std::string_view bytes, std::string_view words) {
  return bytes.find(words) != std::string_view::npos;
}
std::string size_of(const Picture& read_one) {
  return std::to_string(read_one.width) + "x" + std::to_string(read_one.height);
}

TEST(Picture, SaysNoLongerWhereAndByWhatItWasTaken) {
  ASSERT_TRUE(can_read_pictures()) << "libvips-tools is in deploy/packages";
  const std::string sent = sample_picture("turned-with-place.jpg");
  ASSERT_TRUE(holds(sent, "SecretCamera1") && holds(sent, "GPSLatitude"));
  const Picture kept = picture("turned-with-place.jpg");
  EXPECT_EQ(kept.media_type, "image/jpeg");
  EXPECT_EQ(media_type_of(kept.bytes), "image/jpeg");
  for (const std::string_view secret : {"SecretCamera1", "GPS", "Exif", "xmp", "XMP", "adobe"}) {
    EXPECT_FALSE(holds(kept.bytes, secret)) << secret;
  }
  EXPECT_FALSE(holds(picture("wide.png").bytes, "Secret place"));
}

// Of all formats: libvips asked for WebP leaves in it what it was asked to leave out.
TEST(Picture, SaysNothingWhateverItsFormatWas) {
  for (const char* name : {"with-place.webp", "with-place.avif", "with-place.heic"}) {
    const std::string sent = sample_picture(name);
    ASSERT_TRUE(holds(sent, "SecretCamera1")) << name;
    const Picture kept = picture(name);
    EXPECT_TRUE(is_bare(kept.bytes, kept.media_type)) << name;
    for (const std::string_view secret : {"SecretCamera1", "GPS", "EXIF", "XMP ", "ICCP"}) {
      EXPECT_FALSE(holds(kept.bytes, secret)) << name << " " << secret;
      EXPECT_FALSE(holds(kept.thumbnail, secret)) << name << " " << secret;
    }
  }
}

TEST(Picture, ThatSaysNothingStaysByteForByte) {
  for (const char* name : {"wide.png", "turned-with-place.jpg", "moving.gif", "small.webp",
                           "with-place.webp", "small.avif", "small.heic"}) {
    const Picture first = picture(name);
    ASSERT_TRUE(is_bare(first.bytes, first.media_type)) << name;
    const auto again = read(first.bytes);
    ASSERT_TRUE(again && *again) << name;
    EXPECT_TRUE((*again)->bytes == first.bytes) << name;
    EXPECT_EQ((*again)->media_type, first.media_type) << name;
    EXPECT_EQ(size_of(**again), size_of(first)) << name;
  }
  // One that other programs wrote, and that was never here.
  const std::string plain = sample_picture("plain.jpg");
  EXPECT_TRUE(picture("plain.jpg").bytes == plain);
}

TEST(Picture, IsTurnedAsItIsMeantToBeSeen) {
  EXPECT_EQ(size_of(picture("turned-with-place.jpg")), "40x90");
}

TEST(Picture, HasAThumbnailWhereItIsLarger) {
  const Picture wide = picture("wide.png");
  EXPECT_EQ(size_of(wide), "800x500");
  EXPECT_EQ(wide.media_type, "image/png");
  const auto small = read(wide.thumbnail);
  ASSERT_TRUE(small && *small);
  EXPECT_EQ((*small)->media_type, "image/webp");
  EXPECT_EQ(size_of(**small), "640x400");
  EXPECT_EQ(picture("small.webp").thumbnail, "");
}

TEST(Picture, ThatMovesKeepsItsFrames) {
  const Picture moving = picture("moving.gif");
  EXPECT_EQ(moving.media_type, "image/gif");
  EXPECT_EQ(size_of(moving), "20x10");
  std::size_t frames = 0;
  // Each frame has a control block before it.
  for (std::size_t at = 0; (at = moving.bytes.find("\x21\xf9\x04", at)) != std::string::npos; ++at)
    ++frames;
  EXPECT_EQ(frames, 3U);
}

TEST(Picture, OfAFormatThatFewShowBecomesWebp) {
  for (const char* name : {"small.avif", "small.heic", "small.webp"}) {
    const Picture kept = picture(name);
    EXPECT_EQ(kept.media_type, "image/webp") << name;
    EXPECT_EQ(media_type_of(kept.bytes), "image/webp") << name;
    EXPECT_EQ(size_of(kept), "90x40") << name;
  }
}

TEST(Picture, ThatSaysItHasTooManyPixelsIsRefusedBeforeItIsRead) {
  const auto flood = read(sample_picture("flood.png"));
  ASSERT_FALSE(flood);
  EXPECT_EQ(flood.error().code, Code::kInvalid);
  EXPECT_TRUE(holds(flood.error().detail, "30000 x 30000")) << flood.error().detail;
  std::string heavy = sample_picture("wide.png");
  heavy.resize(kPictureBytesMax + 1);
  EXPECT_EQ(read(heavy).error().code, Code::kInvalid);
}

TEST(Picture, ThatIsSmallToSendAndLargeToReadIsReadWithinTheBounds) {
  const Picture large = picture("small-to-send.png");
  EXPECT_EQ(size_of(large), "7000x7000");
  EXPECT_LT(large.bytes.size(), 1'000'000U);
  EXPECT_NE(large.thumbnail, "");
}

TEST(Picture, AreReadOneAtATimeAndFewWait) {
  const std::string sent = sample_picture("small.webp");
  std::vector<std::jthread> threads;
  std::atomic<int> read_count = 0, busy = 0;
  for (int i = 0; i < 5; ++i) {
    threads.emplace_back([&] {
      const auto one = read(sent);
      if (one && *one) ++read_count;
      if (!one && one.error().code == Code::kUnavailable) ++busy;
    });
  }
  threads.clear();
  EXPECT_GE(read_count, 1);
  EXPECT_EQ(read_count + busy, 5);
}

TEST(Picture, ThatIsBrokenOrSomethingElseIsNone) {
  const std::string whole = sample_picture("wide.png");
  const std::string drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
  for (const std::string& bytes :
       {std::string(), std::string("GIF89a"), whole.substr(0, 30), whole.substr(0, 20'000), drawing,
        std::string("\xff\xd8\xff\xe0 no picture"), std::string("%!PS\n(run) show")}) {
    for (const char* type : {"image/png", "image/gif"}) {
      const auto none = read_picture(bytes, type);
      ASSERT_TRUE(none) << none.error().detail;
      EXPECT_FALSE(*none && (*none)->media_type == "image/svg+xml");
      EXPECT_FALSE(*none) << type << ": " << bytes.substr(0, 20);
    }
  }
  EXPECT_FALSE(*read_picture(whole, "image/svg+xml"));
  EXPECT_FALSE(is_picture("image/svg+xml"));
  EXPECT_FALSE(is_picture("application/pdf"));
}

TEST(Picture, OfAnyBytesIsAPictureOrNone) {
  const char* const given = std::getenv("FIKA_SEED");
  const std::uint64_t seed = given == nullptr ? 1 : std::stoull(given);
  std::mt19937_64 random(seed);
  for (const char* name : {"wide.png", "turned-with-place.jpg", "moving.gif", "small.webp",
                           "small.avif", "small.heic"}) {
    std::string bytes = sample_picture(name);
    for (int i = 0; i < 12; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto one = read_picture(bytes, media_type_of(sample_picture(name)));
    EXPECT_TRUE(one || one.error().code == Code::kInvalid)
        << name << ", again with FIKA_SEED=" << seed;
    if (!one || !*one) continue;
    EXPECT_EQ(media_type_of((*one)->bytes), (*one)->media_type) << name;
    EXPECT_GT((*one)->width, 0U) << name;
  }
}

TEST(Picture, WithAPageBehindItLosesThePage) {
  const std::string page = "<script>alert(1)</script>";
  for (const char* name : {"wide.png", "turned-with-place.jpg", "moving.gif", "small.webp"}) {
    const auto kept = read(sample_picture(name) + page);
    ASSERT_TRUE(kept && *kept) << name;
    EXPECT_FALSE(holds((*kept)->bytes, "script")) << name;
  }
}

}  // namespace
}  // namespace fika::content
