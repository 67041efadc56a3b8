// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct PagePreviews : Wiki {
  Result<v1::PagePreview> preview(const Actor& actor, const Id& community,
                                  const std::string& text) {
    v1::PreviewPageRequest request;
    request.set_community(text_of(community));
    request.set_text(text);
    return world.call<v1::PagePreview>(actor, "PreviewPage", request);
  }
};

TEST_F(PagePreviews, LooksAsThePageWillOnceItIsSaved) {
  const Id kettle = page(open, "The kettle");
  const std::string text = "## Morning\n\nFill [[the kettle]], then **wait**.\n";
  const auto seen = Room::must(preview(anna, open, text));
  v1::GetPageRequest request;
  request.set_page(page(open, "Coffee", text).text());
  const auto saved = Room::must(world.call<v1::PageView>(anna, "GetPage", request));
  EXPECT_EQ(seen.html(), saved.html());
  EXPECT_NE(seen.html().find("/p/" + kettle.text()), std::string::npos);
  ASSERT_EQ(seen.outline_size(), 1);
  EXPECT_EQ(seen.outline(0).text(), "Morning");
}

TEST_F(PagePreviews, LinksNamePagesOnlyToThoseWhoSeeThem) {
  const Id secret = page(closed, "Salaries");
  const std::string text = "[[Salaries]]\n";
  EXPECT_NE(Room::must(preview(anna, closed, text)).html().find(secret.text()), std::string::npos);
  const auto strangers = Room::must(preview(outsider, open, text));
  EXPECT_EQ(strangers.html().find(secret.text()), std::string::npos);
}

TEST_F(PagePreviews, IsRefusedWhereThePersonSeesNothingAndForTextsThatAreTooLong) {
  EXPECT_EQ(preview(outsider, closed, "Hello").error().code, Code::kNotFound);
  EXPECT_EQ(preview(stray_guest, {}, "Hello").error().code, Code::kNotFound);
  EXPECT_EQ(preview(anna, open, std::string(kPageBytesMax + 1, 'a')).error().code, Code::kInvalid);
}

}  // namespace
}  // namespace fika::domain
