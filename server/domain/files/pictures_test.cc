// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures as they are kept: server/content has what becomes of their bytes.
#include "server/domain/files/files_for_tests.h"
#include "tests/support/sample_files.h"

namespace fika::domain {
namespace {

using tests::sample_picture;

struct PicturesTest : FilesTest {
  void TearDown() override {
    EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
  }
  Result<v1::File> send(const std::string& content, const std::string& name) {
    const auto announced =
        must(world_.call<v1::Upload>(amina_, "BeginUpload", announcement(content.size(), name)));
    EXPECT_TRUE(
        world_.files().uploads.append(*Id::parse(announced.id()), 0, content, content.size()));
    return finish(amina_, announced.id());
  }
  store::v1::StoredFile stored(const v1::File& file) {
    return must(readable_file(*world_.read(), amina_, *Id::parse(file.id())));
  }
  std::string content_of(const std::string& blob) {
    return must(must(world_.files().blobs.read(blob)).read(0, 1 << 20));
  }
};

TEST_F(PicturesTest, AreMeasuredAndWrittenAnewWithAThumbnail) {
  const v1::File file = must(send(sample_picture("wide.png"), "wide.png"));
  EXPECT_EQ(file.media_type(), "image/png");
  EXPECT_EQ(file.width(), 800U);
  EXPECT_EQ(file.height(), 500U);
  EXPECT_TRUE(file.has_thumbnail());
  const auto row = stored(file);
  EXPECT_NE(row.thumbnail(), row.blob());
  EXPECT_EQ(content_of(row.blob()).size(), file.size_bytes());
  EXPECT_EQ(content_of(row.blob()).find("Secret place"), std::string::npos);
  EXPECT_TRUE(must(is_blob_used(*world_.read(), row.thumbnail())));
  wait(kUnheldMs);
  EXPECT_FALSE(must(is_blob_used(*world_.read(), row.blob())));
  EXPECT_FALSE(must(is_blob_used(*world_.read(), row.thumbnail())));
}

TEST_F(PicturesTest, WithoutATurnOrAPlaceAreWhatTheyShow) {
  const v1::File file = must(send(sample_picture("turned-with-place.jpg"), "holiday.jpg"));
  EXPECT_EQ(file.width(), 40U);
  EXPECT_EQ(file.height(), 90U);
  EXPECT_FALSE(file.has_thumbnail());
  EXPECT_EQ(content_of(stored(file).blob()).find("SecretCamera1"), std::string::npos);
}

TEST_F(PicturesTest, OfAnotherFormatAreNamedAsWhatTheyBecame) {
  const v1::File file = must(send(sample_picture("small.heic"), "IMG.0001.HEIC"));
  EXPECT_EQ(file.media_type(), "image/webp");
  EXPECT_EQ(file.name(), "IMG.0001.webp");
}

TEST_F(PicturesTest, ThatCannotBeReadAreFilesToDownload) {
  const std::string whole = sample_picture("wide.png");
  for (const std::string& bytes : {whole.substr(0, 29), whole.substr(0, 20'000),
                                   std::string("GIF89a<script>alert(1)</script>")}) {
    const v1::File file = must(send(bytes, "map.png"));
    EXPECT_EQ(file.media_type(), "application/octet-stream");
    EXPECT_EQ(file.width(), 0U);
    EXPECT_EQ(content_of(stored(file).blob()), bytes);
  }
}

TEST_F(PicturesTest, ThatAreTooLargeAreRefusedAndMayBeGivenUp) {
  const std::string flood = sample_picture("flood.png");
  const auto refused = send(flood, "map.png");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kInvalid);
  EXPECT_NE(refused.error().detail.find("Make it smaller"), std::string::npos);
}

TEST_F(PicturesTest, TheCheckMissesAThumbnailThatWouldBeClearedAway) {
  const v1::File file = must(send(sample_picture("wide.png"), "wide.png"));
  const std::string key =
      storage::KeyWriter().text_part(stored(file).thumbnail()).id(*Id::parse(file.id())).take();
  expect_found(world_, files(),
               {without_row("A file's content would be cleared away", kFilesOfBlob, key)});
}

TEST_F(PicturesTest, ContentThatIsNotThereIsFound) {
  const v1::File file = must(send(sample_picture("wide.png"), "wide.png"));
  const auto row = stored(file);
  storage::Findings findings;
  EXPECT_TRUE(check_contents(*world_.read(), world_.files().blobs, findings));
  EXPECT_TRUE(findings.is_empty());
  EXPECT_TRUE(world_.files().blobs.remove(row.thumbnail()));
  EXPECT_TRUE(check_contents(*world_.read(), world_.files().blobs, findings));
  EXPECT_EQ(findings.count("A file's content is not there"), 1U);
}

}  // namespace
}  // namespace fika::domain
