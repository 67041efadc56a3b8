// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/exported_wiki.h"

#include <gtest/gtest.h>

#include "clients/cli/importing/data_for_tests.h"
#include "clients/cli/wiki/past_revisions.h"

namespace fika::cli::wiki {
namespace {

const std::string kHome = Id::derive(1, "home").text(), kPump = Id::derive(1, "pump").text(),
                  kFile = Id::derive(1, "file").text(), kAda = Id::derive(1, "ada").text();

ManifestPage entry(const std::string& id, const std::string& path) {
  ManifestPage page;
  page.id = id;
  page.place = "organisation";
  page.path = path;
  page.title = "Title of " + path;
  return page;
}
std::string line(const std::string& title, const std::string& text) {
  PastRevision past;
  past.author = 1;
  past.created_at_ms = 1'400'000'000'000;
  past.title = title;
  past.text = text;
  return to_json(past, false) + "\n";
}

struct Exported : ::testing::Test {
  Exported() {
    manifest.places = {{.folder = "organisation", .name = {}, .openness = {}}};
    manifest.pages = {entry(kHome, "organisation/home.md"),
                      entry(kPump, "organisation/home/pump.md")};
    manifest.pages[1].parent = kHome;
    manifest.pages[1].owner = 1;
    manifest.files = {
        {.id = kFile, .path = "files/p.png", .name = "p.png", .media_type = {}, .captions = {}}};
    origin.people = {{.id = kAda, .name = "Ada", .email = "ada@example.org"}};
    write("organisation/home.md", "---\ntitle: x\n---\n---\nno: matter\n---\n# Mine\n");
    write("organisation/home/pump.md", "---\n---\n[home](../home.md)\n");
    write("history/organisation/home.jsonl", line("Home", "---\nno: matter\n---\n# Mine\n"));
    write("history/organisation/home/pump.jsonl",
          line("Handle", "[old](/p/" + kHome + ")\n") + line("Pump", "[home](/p/" + kHome + ")\n"));
    write("files/p.png", "picture");
  }
  void write(const std::string& path, const std::string& text) {
    folder.write("pages/" + path, text);
  }
  Result<std::vector<v1::ImportedPage>> read() {
    write("wiki.json", to_json(manifest));
    write("origin.json", to_json(origin));
    TRY(source, importing::Source::open(folder.path()));
    TRY(auto wiki, ExportedWiki::find(*source));
    if (!wiki) return fail(Code::kNotFound, "no wiki");
    std::vector<v1::ImportedPage> pages;
    TRY(counts, wiki->each_page({{"organisation", "there"}}, [&](const v1::ImportedPage& page) {
      pages.push_back(page);
      return Status();
    }));
    TRY(files, wiki->files());
    TRY(people, wiki->people());
    return pages;
  }

  const importing::TestFolder folder;
  Manifest manifest;
  Origin origin;
  std::unique_ptr<importing::Source> source;
  WikiCounts counts;
  std::vector<WikiFile> files;
  importing::Archive people;
};

TEST_F(Exported, AFolderIsReadByItsManifest) {
  const auto pages = read();
  ASSERT_TRUE(pages) << pages.error().detail;
  const v1::ImportedPage &home = pages->at(0), &pump = pages->at(1);
  ASSERT_EQ(home.revisions_size(), 1);
  EXPECT_EQ(home.revisions(0).text(), "---\nno: matter\n---\n# Mine\n");
  EXPECT_EQ(home.community(), "there");
  EXPECT_EQ(pump.parent(), kHome);
  EXPECT_EQ(pump.owner(), kAda);
  EXPECT_EQ(pump.first_revision(), 1U);
  ASSERT_EQ(pump.revisions_size(), 2);
  EXPECT_EQ(pump.revisions(0).text(), "[old](/p/" + kHome + ")\n");
  EXPECT_EQ(pump.revisions(0).fields().title(), "Handle");
  EXPECT_EQ(pump.revisions(0).author(), kAda);
  EXPECT_EQ(pump.revisions(1).text(), "[home](/p/" + kHome + ")\n");
  EXPECT_EQ(pump.revisions(1).created_at_ms(), 1'400'000'000'000);
  EXPECT_EQ(files[0].source, "pages/files/p.png");
  EXPECT_EQ(people.people[0].email, "ada@example.org");
  EXPECT_EQ(counts.revisions, 3U);
}

TEST_F(Exported, AFileThatWasEditedSinceIsARevisionOnTop) {
  write("organisation/home/pump.md", "---\n---\nBy hand, see [home](../home.md)\n");
  const auto pages = read();
  ASSERT_TRUE(pages) << pages.error().detail;
  const v1::ImportedPage& pump = pages->at(1);
  ASSERT_EQ(pump.revisions_size(), 3);
  EXPECT_EQ(pump.revisions(2).text(), "By hand, see [home](/p/" + kHome + ")\n");
  EXPECT_EQ(pump.revisions(2).author(), "");
}

TEST_F(Exported, WithoutItsOriginItsPeopleAreNobody) {
  origin = {};
  const auto pages = read();
  ASSERT_TRUE(pages) << pages.error().detail;
  EXPECT_EQ(pages->at(1).owner(), "");
  EXPECT_EQ(pages->at(1).revisions(0).author(), "");
}

TEST_F(Exported, WhatIsMissingOrNoHistoryIsRefusedByItsName) {
  write("history/organisation/home.jsonl", "{\"author\": 1}\n[]\n");
  auto refused = read();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("home.jsonl, line 2"), std::string::npos)
      << refused.error().detail;
  write("history/organisation/home.jsonl", "{");
  EXPECT_FALSE(read());
  manifest.pages[0].path = "organisation/gone.md";
  refused = read();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("gone"), std::string::npos) << refused.error().detail;
  manifest.pages.clear();
  origin.people = {{.id = "nobody", .name = {}, .email = {}}};
  EXPECT_FALSE(read());
}

}  // namespace
}  // namespace fika::cli::wiki
