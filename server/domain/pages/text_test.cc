// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/text.h"

#include <gtest/gtest.h>

#include "server/domain/pages/pages.h"

namespace fika::domain {
namespace {

TEST(PageText, IsStoredInOneForm) {
  EXPECT_EQ(checked_page_text("a\r\nb\rc").value(), "a\nb\nc\n");
  EXPECT_EQ(checked_page_text("a\n\n\n").value(), "a\n");
  EXPECT_EQ(checked_page_text("\xef\xbb\xbf# A\n").value(), "# A\n");
  EXPECT_EQ(checked_page_text("a  \n\tb").value(), "a  \n\tb\n");
  for (const char* blank : {"", "\n", "\r\n\r\n", "  \n \n"})
    EXPECT_EQ(checked_page_text(blank).value(), "");
}

TEST(PageText, IsRefusedWhenItIsNoneOrTooLong) {
  for (const std::string& text : {std::string("a\0b", 3), std::string("\xff"), std::string("\x1b["),
                                  std::string(kPageBytesMax, 'a')})
    EXPECT_EQ(checked_page_text(text).error().code, Code::kInvalid);
  EXPECT_EQ(checked_page_text(std::string(kPageBytesMax - 1, 'a')).value().size(), kPageBytesMax);
}

TEST(PageText, ComesBackFromItsCompression) {
  for (const std::string& text :
       {std::string(), std::string("å\n"), std::string(kPageBytesMax, 'x')}) {
    EXPECT_EQ(decompressed(compressed(text).value()).value(), text);
  }
  EXPECT_LT(compressed(std::string(kPageBytesMax, 'x')).value().size(), 200U);
}

TEST(PageText, DamagedBytesAreFound) {
  const std::string whole = compressed("a text that is long enough to be cut\n").value();
  const std::string too_long = compressed(std::string(kPageBytesMax + 1, 'x')).value();
  for (const std::string& bytes :
       {std::string(), std::string("?"), whole.substr(0, whole.size() / 2), too_long})
    EXPECT_EQ(decompressed(bytes).error().code, Code::kDataLoss);
}

TEST(PageText, HashesDifferWithTheText) {
  EXPECT_EQ(hash_of_text("a").size(), 32U);
  EXPECT_NE(hash_of_text("a"), hash_of_text("b"));
}

}  // namespace
}  // namespace fika::domain
