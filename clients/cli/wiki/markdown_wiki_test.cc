// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/markdown_wiki.h"

#include <gtest/gtest.h>

#include "clients/cli/importing/data_for_tests.h"

namespace fika::cli::wiki {
namespace {

using importing::TestFolder;

MarkdownWiki read(const std::filesystem::path& path, const std::string& name = "test") {
  auto source = importing::Source::open(path);
  EXPECT_TRUE(source) << source.error().detail;
  if (!source) return {};
  auto wiki = read_markdown(**source, {.name = name, .community = {}});
  EXPECT_TRUE(wiki) << wiki.error().detail;
  return wiki ? *std::move(wiki) : MarkdownWiki();
}

// Titles in their order, each below its parent.
std::vector<std::string> tree_of(const MarkdownWiki& wiki) {
  std::vector<std::string> lines;
  std::map<std::string, std::string> indents;
  for (const v1::ImportedPage& page : wiki.pages) {
    const std::string indent = page.parent().empty() ? "" : indents[page.parent()] + "  ";
    indents[page.id()] = indent;
    lines.push_back(indent + page.title());
  }
  return lines;
}

const v1::ImportedPage& page_called(const MarkdownWiki& wiki, const std::string& title) {
  for (const v1::ImportedPage& page : wiki.pages) {
    if (page.title() == title) return page;
  }
  return v1::ImportedPage::default_instance();
}
std::string text_of(const MarkdownWiki& wiki, const std::string& title) {
  const auto& page = page_called(wiki, title);
  return page.revisions_size() == 0 ? "none" : page.revisions(0).text();
}

TEST(MarkdownWiki, FoldersBecomeTheTree) {
  const TestFolder folder;
  folder.write("README.md", "About all of it.");
  folder.write("docs/tools/index.md", "---\ntitle: Tools\n---\nAll tools.");
  folder.write("docs/tools/hammer 10.md", "# Hammer *ten*\n\nHeavy.");
  folder.write("docs/tools/hammer 9.md", "# Hammer nine");
  folder.write("docs/travel/deep/a.md", "No heading.");
  folder.write("docs/travel.md", "---\nweight: 1\n---\n# Travel");
  folder.write("docs/.git/x.md", "hidden");
  const auto wiki = read(folder.path());
  EXPECT_EQ(tree_of(wiki), (std::vector<std::string>{"Travel", "  Deep", "    A", "Tools",
                                                     "  Hammer nine", "  Hammer ten"}));
  EXPECT_EQ(wiki.counts.pages, 5U);
  EXPECT_EQ(wiki.counts.folders, 1U);
  EXPECT_EQ(text_of(wiki, "Hammer ten"), "Heavy.");
  EXPECT_EQ(wiki.counts.skipped.size(), 2U);
}

TEST(MarkdownWiki, FrontMatterSaysWhatElseStandsOnAPage) {
  const TestFolder folder;
  folder.write("en/pump.md",
               "---\ntitle: Pump\ntags: [water, '.', ..]\nowner: Ada@Example.org\n---\nTurn.");
  folder.write("sv/pump.md",
               "---\ntitle: Pumpen\ntemplate: guide\ntranslation_of: ../en/pump.md\n"
               "former_titles:\n  - vev\n  - \"hand: tag\"\n---\nVrid.");
  folder.write("sv/self.md", "---\ntranslation_of: self.md\n---\nVrid.");
  folder.write("sv/gone.md", "---\ntranslation_of: nothing.md\nowner: nobody\n---\nVrid.");
  const auto wiki = read(folder.path());
  const v1::ImportedPage &english = page_called(wiki, "Pump"),
                         &swedish = page_called(wiki, "Pumpen");
  ASSERT_EQ(english.tags_size(), 1);
  EXPECT_EQ(english.tags(0), "water");
  EXPECT_EQ(swedish.template_name(), "guide");
  EXPECT_EQ(swedish.translation_of(), english.id());
  ASSERT_EQ(swedish.former_titles_size(), 2);
  EXPECT_EQ(swedish.former_titles(1), "hand: tag");
  EXPECT_EQ(page_called(wiki, "Self").translation_of(), "");
  EXPECT_EQ(page_called(wiki, "Gone").translation_of(), "");
  ASSERT_EQ(wiki.owners.size(), 1U);
  const auto& [email, pages] = *wiki.owners.begin();
  EXPECT_EQ(email, "ada@example.org");
  EXPECT_EQ(wiki.pages[pages.at(0)].id(), english.id());
}

TEST(MarkdownWiki, AnIndexOnTopIsAboveAll) {
  const TestFolder folder;
  folder.write("_index.md", "# Handbook");
  folder.write("about.md", "# About");
  folder.write("sv/om.md", "# Om");
  const auto wiki = read(folder.path());
  EXPECT_EQ(tree_of(wiki), (std::vector<std::string>{"Handbook", "  About", "  Sv", "    Om"}));
  EXPECT_EQ(page_called(wiki, "Om").language(), "sv");
}

TEST(MarkdownWiki, LinksLeadToPagesHeadingsAndFiles) {
  const TestFolder folder;
  folder.write("a.md",
               "# A\n\n[b](x/b.md), [heading](x/b.md#big-and-small), [there](<x/b.md> \"t\"), "
               "[![p](img/p%201.png)](x/b.md) [gone](c.md) [out](https://example.org/x.md) "
               "[form](forms/f.pdf) [here](#x) `[code](x/b.md)` [ref]\n\n```\n[code](x/b.md)\n```\n"
               "\n[ref]: x/b.md\n");
  folder.write("x/b.md",
               "# B\n\n## Big & small\n\n[up](../a.md) [top](/a.md#a) [climb](../../a.md)");
  folder.write("img/p 1.png", "picture");
  folder.write("forms/f.pdf", "form");
  folder.write("forms/unused.pdf", "form");
  const auto wiki = read(folder.path());
  const std::string a = page_called(wiki, "A").id(), b = page_called(wiki, "B").id();
  ASSERT_EQ(wiki.files.size(), 2U);
  std::map<std::string, std::string> files;
  for (const WikiFile& file : wiki.files) files[file.name] = file.id.text();
  EXPECT_EQ(text_of(wiki, "A"),
            "[b](/p/" + b + "), [heading](/p/" + b + "#h-big-small), [there](/p/" + b +
                " \"t\"), [![p](/files/" + files["p 1.png"] + ")](/p/" + b +
                ") [gone](c.md) [out](https://example.org/x.md) [form](/files/" + files["f.pdf"] +
                ") [here](#x) `[code](x/b.md)` [ref]\n\n```\n[code](x/b.md)\n```\n\n[ref]: /p/" +
                b);
  EXPECT_EQ(text_of(wiki, "B"),
            "## Big & small\n\n[up](/p/" + a + ") [top](/p/" + a + ") [climb](../../a.md)");
  EXPECT_EQ(wiki.counts.links_resolved, 7U);
  EXPECT_EQ(wiki.counts.links_unresolved, 2U);
  EXPECT_EQ(wiki.counts.images, 1U);
  EXPECT_EQ(wiki.counts.files, 2U);
  EXPECT_EQ(wiki.counts.besides.at("files that no page names"), 1U);
}

TEST(MarkdownWiki, AnEscapedLinkThatLeadsSomewhereIsOne) {
  const TestFolder folder;
  folder.write("a.md", "\\[the *b*](b.md) \\[x](gone.md) \\[y](https://example.org)");
  folder.write("b.md", "# B");
  const auto wiki = read(folder.path());
  EXPECT_EQ(text_of(wiki, "A"), "[the *b*](/p/" + page_called(wiki, "B").id() +
                                    ") \\[x](gone.md) \\[y](https://example.org)");
}

TEST(MarkdownWiki, HtmlBecomesMarkdownWhereItHasALike) {
  const TestFolder folder;
  folder.write("a.md",
               "# A\n\nA <b>bold</b> <a href=\"b.md\">link</a><br>and {{< figure x >}} `<b>`.\n"
               "<!-- no -->\n<table><tr><td>x|y</td>\n<td> 1 <br/> 2 </td></tr></table>\n<dl>");
  folder.write("b.md", "# B");
  const auto wiki = read(folder.path());
  EXPECT_EQ(text_of(wiki, "A"), "A **bold** [link](/p/" + page_called(wiki, "B").id() +
                                    ")  \nand `{{< figure x >}}` `<b>`.\n\n\n\n"
                                    "|  |  |\n| --- | --- |\n| x\\|y | 1 , 2 |\n\n\n<dl>");
  EXPECT_EQ(wiki.counts.links_resolved, 0U);
}

TEST(MarkdownWiki, TheSameFolderHasTheSameIdsAndAnotherNameOthers) {
  const TestFolder folder;
  folder.write("a.md", "# A");
  EXPECT_EQ(read(folder.path()).pages[0].id(), read(folder.path()).pages[0].id());
  EXPECT_NE(read(folder.path()).pages[0].id(), read(folder.path(), "other").pages[0].id());
}

TEST(MarkdownWiki, AFolderWithinASourceOfItsNameIsTheSource) {
  const TestFolder folder;
  folder.write("plain/README.md", "About.");
  folder.write("plain/x/a.md", "# A");
  folder.write("zip/test/README.md", "About.");
  folder.write("zip/test/x/a.md", "# A");
  const auto plain = read(folder.path() / "plain"), inside = read(folder.path() / "zip");
  EXPECT_EQ(tree_of(plain), std::vector<std::string>{"A"});
  EXPECT_EQ(tree_of(inside), std::vector<std::string>{"A"});
  EXPECT_EQ(plain.pages[0].id(), inside.pages[0].id());
}

TEST(MarkdownWiki, ATreeThatIsTooDeepIsMadeFlatter) {
  const TestFolder folder;
  std::string path;
  for (int i = 0; i < 20; ++i) path += "d/";
  folder.write(path + "a.md", "# A");
  folder.write("b.md", "# B");
  const auto wiki = read(folder.path());
  std::size_t deepest = 0;
  for (const std::string& line : tree_of(wiki)) {
    deepest = std::max(deepest, line.find_first_not_of(' ') / 2 + 1);
  }
  EXPECT_EQ(deepest, 12U);
}

struct Published {
  std::string folder;
  std::uint64_t pages, resolved, unresolved, images;
};

void expect_counts(const std::filesystem::path& path, const Published& published) {
  const auto wiki = read(path);
  EXPECT_EQ(wiki.counts.pages, published.pages) << published.folder;
  EXPECT_EQ(wiki.counts.links_resolved, published.resolved) << published.folder;
  EXPECT_EQ(wiki.counts.links_unresolved, published.unresolved) << published.folder;
  EXPECT_EQ(wiki.counts.images, published.images) << published.folder;
}

TEST(MarkdownWiki, CountsWhatTheSlicesOfHandbooksHold) {
  for (const Published& each :
       {Published{"handbook-en", 37, 54, 11, 2}, Published{"handbook-sv", 58, 288, 0, 0}}) {
    expect_counts(importing::slice(each.folder), each);
  }
}

TEST(MarkdownWiki, CountsWhatThePublishedHandbooksSay) {
  if (!std::filesystem::exists(importing::whole("handbook-en"))) {
    GTEST_SKIP() << "the handbooks are not beside the tree";
  }
  for (const Published& each :
       {Published{"handbook-en", 171, 394, 19, 16}, Published{"handbook-sv", 77, 299, 16, 0},
        Published{"handbook-sv/digg-oppen-programvara/sv", 29, 144, 0, 0}}) {
    expect_counts(importing::whole(each.folder), each);
  }
}

}  // namespace
}  // namespace fika::cli::wiki
