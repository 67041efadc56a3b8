// SPDX-License-Identifier: GPL-3.0-or-later
// Files in pages: pictures, sound, video and others, as far as the reader's files are known.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/id.h"
#include "server/render/hostile_texts_for_tests.h"
#include "server/render/page.h"
#include "server/render/page_reader_for_tests.h"

namespace fika::render {
namespace {

using Kind = ShownFile::Kind;

const std::string kId = Id::make(1).text();
const std::string kCaptions = Id::make(2).text();

// With {} for the id.
std::string shown(const std::string& markdown, const std::optional<ShownFile>& file,
                  const std::string& id = kId) {
  const auto page = render_page(fmt::format(fmt::runtime(markdown), id));
  EXPECT_TRUE(page) << markdown;
  if (!page) return {};
  std::string html = with_links(
      *page, [](const PageLink&) { return std::optional<LinkTarget>(); }, {},
      [&](const std::string& asked) { return asked == kId ? file : std::optional<ShownFile>(); });
  const PageReader reader(html);
  EXPECT_EQ(reader.fault(), "") << html;
  return html;
}
std::string with_id(std::string_view html) { return fmt::format(fmt::runtime(html), kId); }

ShownFile file(Kind kind) {
  ShownFile made;
  made.kind = kind;
  made.name = "talk & <more>.bin";
  return made;
}
ShownFile picture(std::uint32_t width, std::uint32_t height, bool has_thumbnail) {
  ShownFile made = file(Kind::kPicture);
  made.width = width;
  made.height = height;
  made.has_thumbnail = has_thumbnail;
  return made;
}

TEST(PageFiles, APictureIsAsLargeAsItIsShownAndLeadsToTheWhole) {
  EXPECT_EQ(shown("![a](/files/{})", picture(1600, 801, true)),
            with_id("<p><a href=\"/files/{0}\" class=\"picture\"><img src=\"/files/{0}?thumbnail\" "
                    "width=\"640\" height=\"320\" loading=\"lazy\" alt=\"a\"></a></p>"));
  EXPECT_EQ(shown("![a](/files/{} \"t\")", picture(90, 40, false)),
            with_id("<p><a href=\"/files/{0}\" class=\"picture\"><img src=\"/files/{0}\" "
                    "title=\"t\" width=\"90\" height=\"40\" loading=\"lazy\" alt=\"a\"></a></p>"));
  EXPECT_EQ(shown("[![a](/files/{})](/p/2)", picture(90, 40, false)),
            with_id("<p><a href=\"/p/2\"><img src=\"/files/{0}\" width=\"90\" height=\"40\" "
                    "loading=\"lazy\" alt=\"a\"></a></p>"));
}

TEST(PageFiles, OneThatIsNotKnownIsAPictureThatMayNotBeThere) {
  const std::string html = with_id("<p><img src=\"/files/{0}\" loading=\"lazy\" alt=\"a\"></p>");
  EXPECT_EQ(shown("![a](/files/{})", std::nullopt), html);
  const auto page = render_page(fmt::format("![a](/files/{})", kId));
  EXPECT_EQ(page->files, std::vector<std::string>{kId});
  EXPECT_EQ(with_links(*page, [](const PageLink&) { return std::optional<LinkTarget>(); }), html);
}

TEST(PageFiles, SoundAndVideoArePlayedWhenSomebodyWantsThem) {
  EXPECT_EQ(shown("![a \"b\"](/files/{})", file(Kind::kSound)),
            with_id("<p><audio src=\"/files/{0}\" controls=\"controls\" preload=\"none\" "
                    "aria-label=\"a &quot;b&quot;\"></audio></p>"));
  ShownFile video = file(Kind::kVideo);
  video.captions = kCaptions;
  EXPECT_EQ(shown("![](/files/{})", video),
            fmt::format("<p><video src=\"/files/{}\" controls=\"controls\" preload=\"none\"><track "
                        "kind=\"captions\" src=\"/files/{}\"></video></p>",
                        kId, kCaptions));
  EXPECT_EQ(shown("[![a](/files/{})](/p/2)", video), "<p><a href=\"/p/2\">a</a></p>");
}

TEST(PageFiles, AnyOtherIsALinkOfItsWordsOrItsName) {
  EXPECT_EQ(shown("![plan \"b\"](/files/{})", file(Kind::kOther)),
            with_id("<p><a href=\"/files/{0}\" class=\"file\">plan \"b\"</a></p>"));
  EXPECT_EQ(shown("![](/files/{} \"t\")", file(Kind::kOther)),
            with_id("<p><a href=\"/files/{0}\" title=\"t\" class=\"file\">talk &amp; "
                    "&lt;more&gt;.bin</a></p>"));
}

TEST(PageFiles, StandWhereverWordsDo) {
  const std::optional<ShownFile> wide = picture(1600, 800, true);
  for (const char* markdown :
       {"# Map ![a](/files/{}) [to it](#map-a)", "- ![a *b*](/files/{})\n- b",
        "| a |\n|---|\n| ![a](/files/{}) |", "x[^1]\n\n[^1]: ![a](/files/{})",
        "[[Page|![a](/files/{})]]", "**![a](/files/{})** _![b](/files/{0})_",
        "![a](/files/{}?thumbnail#x) ![[b](/p/1)](/files/{0})", "[![a](/files/{})](#nowhere)"}) {
    std::string text = markdown;
    if (text.find("{0}") != text.npos) text.replace(text.find("{}"), 2, "{0}");
    EXPECT_NE(shown(text, wide).find("/files/" + kId), std::string::npos) << markdown;
    shown(text, file(Kind::kVideo));
    shown(text, file(Kind::kOther));
  }
  EXPECT_TRUE(render_page("![a](/files/x) ![a](/files/)")->files.empty());
  EXPECT_TRUE(render_page("![a](/files/" + kId + "/x)")->files.empty());
}

TEST(PageFiles, WithHostileNamesAndWordsStayWords) {
  for (const std::string_view text : kPayloads) {
    if (text.find_first_of("\n{}[]()\\") != text.npos) continue;
    for (const Kind kind : {Kind::kPicture, Kind::kSound, Kind::kVideo, Kind::kOther}) {
      ShownFile hostile = file(kind);
      hostile.name = text;
      shown("![" + std::string(text) + "](/files/{})", hostile);
      shown("![](/files/{})", hostile);
    }
  }
}

TEST(PageFiles, ManyOfOneFileStayWithinTheBounds) {
  std::string text;
  while (text.size() < kPageBytesMax - 60) text += fmt::format("![](/files/{})\n\n", kId);
  const auto page = render_page(text);
  ASSERT_TRUE(page);
  std::size_t asked = 0;
  const std::string html = with_links(
      *page, [](const PageLink&) { return std::optional<LinkTarget>(); }, {},
      [&](const std::string&) {
        ++asked;
        ShownFile other = file(Kind::kOther);
        other.name = std::string(800, '<');
        return std::optional(other);
      });
  EXPECT_EQ(asked, 1U);
  EXPECT_LE(html.size(), page->html.size() + kPageHtmlBytesMax);
}

}  // namespace
}  // namespace fika::render
