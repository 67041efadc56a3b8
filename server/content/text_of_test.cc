// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/text_of.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "base/id.h"
#include "base/text.h"
#include "server/content/media_type.h"
#include "server/content/text_reader.h"
#include "tests/support/zip_for_tests.h"

namespace fika::content {
namespace {

namespace fs = std::filesystem;
using tests::zip_of;

// The reader of documents is this very program, started anew.
__attribute__((constructor)) void read_if_asked(int count, char** words) {
  if (const auto code = read_text_if_asked(count, words)) {
    std::fflush(stdout);
    ::_exit(*code);
  }
}

constexpr const char* kWord =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr const char* kSlides =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";
constexpr const char* kSheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* kOpenText = "application/vnd.oasis.opendocument.text";

class TextOf : public ::testing::Test {
 protected:
  ~TextOf() override {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  Result<std::string> read(const std::string& bytes, const std::string& media_type) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
    return text_of(path_, media_type);
  }
  std::string text(const std::string& bytes, const std::string& media_type) {
    const auto found = read(bytes, media_type);
    EXPECT_TRUE(found) << found.error().detail;
    return found.value_or("none");
  }
  const fs::path path_ = fs::temp_directory_path() / ("fika-" + Id::make(0).text());
};

std::string word(const std::string& paragraphs) {
  return zip_of({{"[Content_Types].xml", "<Types/>"},
                 {"word/document.xml", "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>" +
                                           paragraphs + "</w:body></w:document>"}});
}
std::string paragraph(const std::string& words) {
  return "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>";
}

// One page, which says `words`.
std::string pdf(const std::string& words) {
  const std::string drawing = "BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET";
  const std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
      "R>>>>>>",
      "<</Length " + std::to_string(drawing.size()) + ">>stream\n" + drawing + "\nendstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string file = "%PDF-1.4\n", table = "xref\n0 6\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(file.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  return file + table + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + std::to_string(file.size()) +
         "\n%%EOF\n";
}

TEST_F(TextOf, APdfIsItsWords) {
  EXPECT_EQ(text(pdf("The blue pump"), "application/pdf"), "The blue pump");
  EXPECT_EQ(media_type_of(pdf("x")), "application/pdf");
}

TEST_F(TextOf, ContentThatIsInMemoryIsReadLikewise) {
  EXPECT_EQ(text_in(pdf("The blue pump"), "application/pdf").value_or("none"), "The blue pump");
  EXPECT_EQ(text_in("a,b", "text/csv").value_or("none"), "a,b");
  EXPECT_EQ(text_in("any", "image/png").value_or("none"), "");
  EXPECT_TRUE(can_read_text("application/pdf")) << "poppler-utils is in deploy/packages";
  EXPECT_TRUE(can_read_text(kWord) && can_read_text("text/plain"));
  EXPECT_FALSE(can_read_text("image/png"));
}

TEST_F(TextOf, ADocumentIsItsParagraphs) {
  const std::string document = word(
      "<w:p><w:r><w:t>The </w:t></w:r><w:r><w:t>blue &amp; pump</w:t><w:tab/><w:t>7</w:t></w:r>"
      "<w:del><w:r><w:delText>red</w:delText></w:r></w:del></w:p>" +
      paragraph("\u00e5ker"));
  EXPECT_EQ(text(document, kWord), "The blue & pump 7\n\u00e5ker");
  const std::string open =
      zip_of({{"mimetype", kOpenText},
              {"content.xml",
               "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><text:tracked-changes>"
               "<text:p>struck "
               "out</text:p></text:tracked-changes><text:h>Pumps</text:h><text:p>The<text:s/>"
               "<text:span>blue</text:span> "
               "one<text:line-break/>leaks</text:p></office:document-content>"}});
  EXPECT_EQ(text(open, kOpenText), "Pumps\nThe blue one\nleaks");
}

TEST_F(TextOf, SlidesComeInTheirOrderAndSheetsSayTheirWords) {
  const auto slide = [](const std::string& words) {
    return "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>" + words +
           "</a:t></a:r></a:p></p:sld>";
  };
  EXPECT_EQ(text(zip_of({{"ppt/slides/slide10.xml", slide("Ten")},
                         {"ppt/slides/slide2.xml", slide("Two")},
                         {"ppt/notesSlides/notesSlide1.xml", slide("Note")},
                         {"ppt/slides/_rels/slide2.xml.rels", slide("No")}}),
                 kSlides),
            "Two\nTen\nNote");
  EXPECT_EQ(text(zip_of({{"xl/sharedStrings.xml",
                          "<sst><si><t>Well</t></si><si><r><t>Dep</t></r><r>"
                          "<t>th</t></r></si></sst>"},
                         {"xl/worksheets/sheet1.xml",
                          "<worksheet><c><v>0</v></c><c t=\"inlineStr\"><is><t>Own</t></is></c>"
                          "</worksheet>"}}),
                 kSheet),
            "Well\nDepth\nOwn");
}

TEST_F(TextOf, PlainTextIsItselfAndAWebPageItsWords) {
  EXPECT_EQ(text("pump,well\r\n1,2\r\n", "text/csv"), "pump,well\n1,2");
  EXPECT_EQ(text("a\x01"
                 "b\x7f\n",
                 "text/plain"),
            "a b");
  EXPECT_EQ(text("p\xe5 \xf6n", "text/plain"), "p\u00e5 \u00f6n") << "as old programs write it";
  EXPECT_EQ(text("<title>Pump</title><script>evil(1<2)</script><style>p{}</style><p>a &lt;b&gt; "
                 "&amp;amp;<!-- <p>no -->c",
                 "text/html"),
            "Pump a <b> &amp; c");
  EXPECT_EQ(text("<script>never ends", "text/html"), "");
  EXPECT_EQ(text("any", "image/png"), "");
  EXPECT_EQ(text("any", "application/octet-stream"), "");
  EXPECT_FALSE(may_have_text("video/mp4"));
}

TEST_F(TextOf, WhatIsLongIsCutBetweenTwoSigns) {
  std::string letters;
  for (int i = 0; i < 700'000; ++i) letters += "\u00e5";
  for (const std::string& long_one :
       {text("x" + letters, "text/plain"), text(word(paragraph("x" + letters)), kWord)}) {
    EXPECT_LE(long_one.size(), kTextBytesMax);
    EXPECT_GT(long_one.size(), kTextBytesMax - 8);
    EXPECT_TRUE(is_utf8(long_one));
    EXPECT_EQ(long_one.substr(0, 3), "x\u00e5");
  }
}

TEST_F(TextOf, WhatIsBrokenOrSomethingElseEndsClearly) {
  const std::string document = word(paragraph("Whole")), paper = pdf("Whole");
  for (const char* type : {kWord, kOpenText, "application/pdf"}) {
    for (const std::string& bytes :
         {std::string(), std::string("PK\3\4"), std::string("%PDF-1.7\n"), paper.substr(0, 60),
          document.substr(0, document.size() / 2), std::string(5'000, '\xff'),
          zip_of({{"nothing.txt", "here"}}), zip_of({})}) {
      const auto none = read(bytes, type);
      if (none) {
        EXPECT_EQ(*none, "") << type;
      } else {
        EXPECT_EQ(none.error().code, Code::kInvalid) << type << none.error().detail;
      }
    }
  }
  EXPECT_EQ(text_of("/nonexistent", "text/plain").error().code, Code::kInvalid);
  EXPECT_EQ(text_of("/nonexistent", kWord).error().code, Code::kInvalid);
}

TEST_F(TextOf, XmlThatDeclaresItsOwnSaysNothingMore) {
  std::string laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY a" + std::to_string(i) + " \"" + before + before + before + "\">";
  }
  laughs += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><w:p><w:t>&a29;&file;</w:t></w:p>";
  const auto end = read(zip_of({{"word/document.xml", laughs}}), kWord);
  EXPECT_EQ(end.value_or(""), "");
  const std::string deep = [] {
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "<w:p>";
    return nested;
  }();
  EXPECT_EQ(read(word(paragraph("Before") + deep), kWord).value_or("none"), "Before");
}

TEST_F(TextOf, AZipThatLiesOrExplodesEndsWithinTheBounds) {
  // 200 MB of blanks in some hundred KB, and words behind them.
  const std::string bomb =
      zip_of({{"word/document.xml", paragraph("Before") + std::string(200U << 20, ' ')}});
  EXPECT_LT(bomb.size(), 2U << 20);
  EXPECT_EQ(read(bomb, kWord).value_or(""), "Before");
  // Says that it is ten bytes long.
  std::string liar = word(paragraph("Honest words"));
  const std::size_t directory = liar.rfind("PK\1\2");
  for (const std::size_t at : {directory + 20, directory + 24}) {
    liar.replace(at, 4, std::string("\x0a\0\0\0", 4));
  }
  const auto found = read(liar, kWord);
  EXPECT_TRUE(found || found.error().code == Code::kInvalid);
  // Names that would leave a folder are names like any other: nothing is ever unpacked.
  EXPECT_EQ(read(zip_of({{"../../word/document.xml", paragraph("No")},
                         {"word/document.xml", paragraph("Yes")}}),
                 kWord)
                .value_or(""),
            "Yes");
}

TEST_F(TextOf, AnyBytesGiveTextOrASentence) {
  const char* const given = std::getenv("FIKA_SEED");
  const std::uint64_t seed = given == nullptr ? 1 : std::stoull(given);
  std::mt19937_64 random(seed);
  const std::vector<std::pair<std::string, std::string>> samples = {
      {word(paragraph("Words")), kWord}, {pdf("Words"), "application/pdf"}};
  for (const auto& [whole, type] : samples) {
    for (int round = 0; round < 15; ++round) {
      std::string bytes = whole;
      for (int i = 0; i < 8; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
      const auto found = read(bytes, type);
      EXPECT_TRUE(found ? is_utf8(*found) : found.error().code == Code::kInvalid)
          << "again with FIKA_SEED=" << seed;
    }
  }
}

}  // namespace
}  // namespace fika::content
