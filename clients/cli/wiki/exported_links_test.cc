// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/exported_links.h"

#include <gtest/gtest.h>

#include "base/id.h"
#include "clients/cli/wiki/front_matter.h"

namespace fika::cli::wiki {
namespace {

const std::string kHome = Id::derive(1, "home").text(), kPump = Id::derive(1, "pump").text(),
                  kFile = Id::derive(1, "file").text();

Manifest small_manifest() {
  Manifest manifest;
  manifest.places = {{.folder = "organisation", .name = {}, .openness = {}}};
  ManifestPage home;
  home.id = kHome;
  home.path = "organisation/home.md";
  home.place = "organisation";
  home.title = "Home \"sweet\" \\ home";
  home.tags = {"a", "b: c"};
  ManifestPage pump;
  pump.id = kPump;
  pump.parent = kHome;
  pump.path = "organisation/home/pump.md";
  pump.place = "organisation";
  pump.title = "Pump";
  pump.template_name = "guide";
  pump.owner = 2;
  pump.former_titles = {"handle"};
  pump.translation_of = kHome;
  pump.translated_revision = 3;
  manifest.pages = {home, pump};
  manifest.files = {
      {.id = kFile, .path = "files/p.png", .name = "p.png", .media_type = {}, .captions = {}}};
  return manifest;
}

TEST(ExportedLinks, LeadFromFileToFileAndBackWithoutAByteChanged) {
  Manifest manifest = small_manifest();
  ManifestPage& page = manifest.pages[1];
  const ExportedLinks links(manifest);
  const std::string text =
      "[home](/p/" + kHome + ") [part](/p/" + kHome + "#h-part \"title\") [angle](</p/" + kHome +
      ">) ![p](/files/" + kFile + ") [slug](/p/" + kHome + "/home) [save](/files/" + kFile +
      "?download) [gone](/p/" + Id::derive(2, "gone").text() + ") [mine](../home.md) `[code](/p/" +
      kHome + ")`\n\n[ref]: /p/" + kPump + "\n";
  const std::string out = links.out(text, page.path, page.own_addresses);
  EXPECT_EQ(
      out.substr(0, out.find(" ![p]")),
      "[home](/p/" + kHome + ") [part](../home.md#h-part \"title\") [angle](</p/" + kHome + ">)");
  EXPECT_NE(out.find("![p](../../files/p.png)"), std::string::npos) << out;
  EXPECT_NE(out.find("[ref]: pump.md"), std::string::npos) << out;
  EXPECT_EQ(page.own_addresses, std::vector<std::string>{"../home.md"});
  EXPECT_EQ(links.back(out, page), text);
}

TEST(ExportedLinks, AManifestIsReadAsItWasWritten) {
  Manifest manifest = small_manifest();
  manifest.pages[0].own_addresses = {"x\ny"};
  const auto read = read_manifest(to_json(manifest));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(to_json(*read), to_json(manifest));
  EXPECT_EQ(read->pages[1].owner, 2U);
  EXPECT_EQ(read->pages[1].former_titles, manifest.pages[1].former_titles);
  EXPECT_EQ(read->pages[1].translated_revision, 3U);
  EXPECT_FALSE(read_manifest("{\"format\": \"fika wiki 99\"}"));
  EXPECT_FALSE(read_manifest("[]"));
}

TEST(ExportedLinks, PathsAreRelativeToTheFile) {
  EXPECT_EQ(relative_path("a/b/c.md", "a/d.md"), "../d.md");
  EXPECT_EQ(relative_path("a.md", "files/x"), "files/x");
  EXPECT_EQ(relative_path("a/b.md", "a/c.md"), "c.md");
  EXPECT_EQ(relative_path("a/b/c.md", "ab/c.md"), "../../ab/c.md");
}

TEST(FrontMatter, IsReadAsSiteGeneratorsWriteIt) {
  const auto yaml = read_front_matter(
      "---\ntitle: 'It''s: here' # no\ntags: [a, \"b, c\"]\ncategories:\n  - d\n  - \"e\"\n"
      "date: 2020-01-02\nweight: 7\naliases:\n- /x\nnested:\n  title: no\n---\ntext");
  EXPECT_EQ(yaml.title, "It's: here");
  EXPECT_EQ(yaml.tags, (std::vector<std::string>{"a", "b, c", "d", "e"}));
  EXPECT_EQ(yaml.date, "2020-01-02");
  EXPECT_EQ(yaml.weight, 7);
  EXPECT_EQ(yaml.former_addresses, 1U);
  const auto toml = read_front_matter("+++\ntitle = \"T\"\n[params]\ntags = 1\n+++\n");
  EXPECT_EQ(toml.title, "T");
  EXPECT_EQ(read_front_matter("---\nno end").size, 0U);
  EXPECT_EQ(read_front_matter("text\n---\n").size, 0U);
  const std::string odd = "a \"b\" \\ c\nd";
  EXPECT_EQ(read_front_matter("---\ntitle: " + in_quotes(odd) + "\n---\n").title, odd);
}

}  // namespace
}  // namespace fika::cli::wiki
