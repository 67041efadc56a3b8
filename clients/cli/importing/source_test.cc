// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/source.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "clients/cli/importing/data_for_tests.h"

namespace fika::cli::importing {
namespace {

std::filesystem::path make_zip(const TestFolder& folder,
                               const std::vector<std::pair<std::string, std::string>>& files) {
  const std::filesystem::path path = folder.path() / "made.zip";
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : files) {
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), 0);
  }
  zip_close(zip);
  return path;
}

std::string refusal(const std::filesystem::path& path, const SourceLimits& limits = {}) {
  const auto source = Source::open(path, limits);
  return source ? std::string("accepted") : source.error().detail;
}

TEST(ImportSource, ReadsFilesOfAZipAndOfAFolderAlike) {
  const TestFolder folder;
  folder.write("in/a.json", "[1]");
  folder.write("in/b/c.json", "[2]");
  for (const auto& path :
       {make_zip(folder, {{"b/c.json", "[2]"}, {"a.json", "[1]"}}), folder.path() / "in"}) {
    auto source = Source::open(path);
    ASSERT_TRUE(source) << source.error().detail;
    EXPECT_EQ((*source)->names(), (std::vector<std::string>{"a.json", "b/c.json"}));
    EXPECT_EQ((*source)->read("b/c.json"), "[2]");
    EXPECT_FALSE((*source)->read("../made.zip"));
  }
}

TEST(ImportSource, RefusesNamesThatLeaveTheArchive) {
  const TestFolder folder;
  for (const std::string name : {"../x", "a/../../x", "/etc/x", "a\\..\\x", "c:x"}) {
    EXPECT_NE(refusal(make_zip(folder, {{name, "x"}})).find("would leave its folder"),
              std::string::npos)
        << name;
  }
}

TEST(ImportSource, RefusesLinksToOtherFiles) {
  const TestFolder folder;
  const auto path = make_zip(folder, {{"notes.md", "/etc/passwd"}});
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), 0, &error);
  zip_file_set_external_attributes(zip, 0, 0, ZIP_OPSYS_UNIX, 0120777U << 16);
  zip_close(zip);
  EXPECT_NE(refusal(path).find("\"notes.md\" is a link"), std::string::npos) << refusal(path);
}

TEST(ImportSource, RefusesThePublishedZipSlip) {
  const auto path = whole("zip-slip/zip-slip.zip");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the archive is not beside the tree";
  EXPECT_NE(refusal(path).find("would leave its folder"), std::string::npos);
}

TEST(ImportSource, RefusesWhatExplodes) {
  const TestFolder folder;
  const auto path = make_zip(folder, {{"users.json", std::string(8 << 20, ' ')}});
  EXPECT_NE(refusal(path).find("would unpack to"), std::string::npos) << refusal(path);
  const auto many = make_zip(folder, {{"a", "0123456789"}, {"b", "0123456789"}});
  EXPECT_NE(refusal(many, {.all_bytes_max = 15}).find("would unpack to"), std::string::npos);
}

TEST(ImportSource, RefusesASizeThatLies) {
  const TestFolder folder;
  const auto path = make_zip(folder, {{"users.json", std::string(5'000, 'x')}});
  std::string bytes;
  {
    std::ifstream file(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  // Both heads of the entry claim 100 bytes instead of 5,000 (0x1388).
  const std::string real("\x88\x13\x00\x00", 4);
  for (std::size_t at = bytes.find(real); at != std::string::npos; at = bytes.find(real, at + 1)) {
    bytes.replace(at, 4, std::string("\x64\x00\x00\x00", 4));
  }
  auto source = Source::open(folder.write("lying.zip", bytes));
  if (!source) return;  // libzip has noticed by itself
  EXPECT_FALSE((*source)->read("users.json"));
}

TEST(ImportSource, RefusesWhatIsNoZip) {
  const TestFolder folder;
  EXPECT_NE(refusal(folder.write("x.zip", "PK no")).find("not a zip file"), std::string::npos);
  EXPECT_NE(refusal(folder.path() / "none").find("neither"), std::string::npos);
}

}  // namespace
}  // namespace fika::cli::importing
