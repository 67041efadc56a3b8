// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/mediawiki.h"

#include <gtest/gtest.h>

#include "clients/cli/importing/data_for_tests.h"

namespace fika::cli::wiki {
namespace {

using importing::TestFolder;

struct Taken {
  std::vector<v1::ImportedPage> pages;  // each with its revisions
  WikiCounts counts;
  std::vector<std::string> people;

  const v1::ImportedPage& page(const std::string& title) const {
    for (const v1::ImportedPage& each : pages) {
      if (each.title() == title) return each;
    }
    return v1::ImportedPage::default_instance();
  }
  std::string text(const std::string& title) const {
    const v1::ImportedPage& found = page(title);
    const int count = found.revisions_size();
    return count == 0 ? "none" : found.revisions(count - 1).text();
  }
};

Result<Taken> taken(const std::filesystem::path& path, const std::string& files = {}) {
  TRY(const auto wiki, Mediawiki::open(path, {.name = {}, .community = {}, .files = files}));
  Taken all;
  CHECKED(wiki->each_revision([&](const v1::ImportedPage& page, v1::ImportedRevision revision) {
    if (all.pages.empty() || all.pages.back().id() != page.id()) all.pages.push_back(page);
    *all.pages.back().add_revisions() = std::move(revision);
    return Status();
  }));
  all.counts = wiki->counts();
  for (const auto& person : wiki->people()) all.people.push_back(person.name);
  return all;
}

std::string page_xml(const std::string& title, int space, const std::vector<std::string>& texts) {
  std::string xml = "<page><title>" + title + "</title><ns>" + std::to_string(space) + "</ns>";
  int second = 10;
  for (const std::string& text : texts) {
    xml += "<revision><timestamp>2010-01-01T00:00:" + std::to_string(second++) +
           "Z</timestamp><contributor><username>Ada</username></contributor><minor/>"
           "<comment>why</comment><text>" +
           text + "</text></revision>";
  }
  return xml + "</page>";
}
std::string dump_xml(const std::string& pages) {
  return "<mediawiki xml:lang=\"sv\"><siteinfo><dbname>test</dbname><namespaces>"
         "<namespace key=\"0\" case=\"first-letter\"/>"
         "<namespace key=\"1\">Diskussion</namespace><namespace key=\"14\">Kategori</namespace>"
         "<namespace key=\"6\">Fil</namespace></namespaces></siteinfo>" +
         pages + "</mediawiki>";
}

TEST(Mediawiki, BringsPagesWithHistoriesRedirectsTagsAndTalk) {
  const TestFolder folder;
  const auto path = folder.write(
      "dump.xml", dump_xml(page_xml("Pump/Part", 0, {"In a [[pump]]."}) +
                           page_xml("Diskussion:Pump", 1, {": Why? [[Gone]]"}) +
                           page_xml("Old", 0, {"x", "#OMDIRIGERING [[Pump]]"}) +
                           page_xml("Lost", 0, {"#REDIRECT [[Nowhere]]"}) +
                           page_xml("Pump", 0, {"One", "See [[old]]. [[Kategori:Water]]"}) +
                           page_xml("Mall:Box", 10, {"{{{1}}} ``` x"}) +
                           page_xml("MediaWiki:Sidebar", 8, {"x"})));
  const auto all = taken(path);
  ASSERT_TRUE(all) << all.error().detail;
  std::vector<std::string> titles;
  for (const auto& page : all->pages) titles.push_back(page.title());
  EXPECT_EQ(titles, (std::vector<std::string>{"Template", "Lost", "Pump", "Pump/Part",
                                              "Diskussion:Pump", "Template:Mall:Box"}));
  const auto& pump = all->page("Pump");
  EXPECT_EQ(pump.former_titles(0), "Old");
  EXPECT_EQ(pump.tags(0), "Water");
  EXPECT_EQ(pump.language(), "sv");
  ASSERT_EQ(pump.revisions_size(), 2);
  EXPECT_EQ(pump.revisions(0).text(), "One");
  EXPECT_EQ(pump.revisions(1).text(), "See [old](/p/" + pump.id() + ").");
  EXPECT_EQ(pump.revisions(0).created_at_ms(), 1'262'304'010'000);
  EXPECT_TRUE(pump.revisions(0).minor());
  EXPECT_EQ(pump.revisions(0).summary(), "why");
  EXPECT_EQ(all->page("Pump/Part").parent(), pump.id());
  EXPECT_EQ(all->page("Diskussion:Pump").parent(), pump.id());
  EXPECT_EQ(all->text("Diskussion:Pump"), "> Why? [[Gone]]");
  EXPECT_EQ(all->text("Template:Mall:Box"), "````wikitext\n{{{1}}} ``` x\n````");
  EXPECT_EQ(all->counts.pages, 7U);
  EXPECT_EQ(all->counts.revisions, 9U);
  EXPECT_EQ(all->counts.redirects, 2U);
  EXPECT_EQ(all->counts.links_resolved, 2U);
  EXPECT_EQ(all->counts.links_unresolved, 2U);
  EXPECT_EQ(all->people, std::vector<std::string>{"Ada"});
}

TEST(Mediawiki, FindsUploadedFilesHoweverTheyLie) {
  const TestFolder folder;
  folder.write("images/a/ab/Big_pump.png", "picture");
  folder.write("images/thumb/a/ab/Big_pump.png", "small");
  const auto path =
      folder.write("dump.xml", dump_xml(page_xml("A", 0, {"[[Fil:big pump.png|thumb|Big]]"})));
  const auto all = taken(path, (folder.path() / "images").string());
  ASSERT_TRUE(all) << all.error().detail;
  EXPECT_TRUE(all->text("A").starts_with("![Big](/files/")) << all->text("A");
  EXPECT_EQ(all->counts.files, 1U);
  EXPECT_EQ(all->counts.images, 1U);
}

TEST(Mediawiki, RefusesWhatIsNoDumpOrMustNotBeTrusted) {
  struct Case {
    std::string xml, words;
  };
  const std::vector<Case> cases = {
      {"<html></html>", "no dump"},
      {"not xml", "line 1"},
      {"<mediawiki><page>", "line 1"},
      {"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><mediawiki>&b;</mediawiki>",
       "document type"},
      {"<mediawiki>" +
           [] {
             std::string deep;
             for (int i = 0; i < 1'000; ++i) deep += "<a>";
             return deep;
           }(),
       "too deep"},
  };
  const TestFolder folder;
  for (const Case& each : cases) {
    const auto all = taken(folder.write("dump.xml", each.xml));
    ASSERT_FALSE(all) << each.words;
    EXPECT_NE(all.error().detail.find(each.words), std::string::npos) << all.error().detail;
  }
  EXPECT_FALSE(taken(folder.write("dump.xml.bz2", "BZh9 no")));
}

TEST(Mediawiki, CountsWhatThePublishedDumpsSay) {
  struct Case {
    const char* file;
    std::uint64_t pages, revisions, redirects;
  };
  if (!std::filesystem::exists(importing::whole("mediawiki-dump"))) {
    GTEST_SKIP() << "the dumps are not beside the tree";
  }
  for (const Case& each : {Case{"tinywiki-pages-articles.xml", 8, 8, 1},
                           Case{"two-pages-three-revisions.xml", 2, 3, 0},
                           Case{"one-long-article.xml.bz2", 1, 1, 0}}) {
    const auto all = taken(importing::whole("mediawiki-dump") / each.file);
    ASSERT_TRUE(all) << all.error().detail;
    EXPECT_EQ(all->counts.pages, each.pages) << each.file;
    EXPECT_EQ(all->counts.revisions, each.revisions) << each.file;
    EXPECT_EQ(all->counts.redirects, each.redirects) << each.file;
    for (const auto& page : all->pages) {
      for (const auto& revision : page.revisions()) {
        for (const char* sign : {"{|", "'''", "<ref", "==\n", "[[File:"}) {
          EXPECT_EQ(revision.text().find(sign), std::string::npos)
              << page.title() << " has " << sign;
        }
      }
    }
  }
}

}  // namespace
}  // namespace fika::cli::wiki
