// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/analysis.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/composed.h"
#include "base/text.h"
#include "search/schema.h"

namespace fika::search {
namespace {

constexpr const char* kWordList = "/usr/share/hunspell/sv_SE.dic";

const Analyser& plain() {
  static const Analyser analyser;
  return analyser;
}
const Analyser& swedish() {
  static const Analyser analyser(kWordList);
  return analyser;
}
std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> all;
  for (const Word& word : plain().words(text)) all.push_back(word.text);
  return all;
}
using Texts = std::vector<std::string>;
bool has_part(std::string_view word, std::string_view part) {
  const auto parts = swedish().forms(word).parts;
  return std::ranges::find(parts, part) != parts.end();
}

TEST(Words, AreFoldedAndCountedAndTheirPlaceIsTold) {
  const std::string text = "Håll VACCINET vid 4 °C, sa Anna.";
  const auto words = plain().words(text);
  ASSERT_EQ(words.size(), 7U);
  EXPECT_EQ(texts(text), (Texts{"håll", "vaccinet", "vid", "4", "c", "sa", "anna"}));
  for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(words[i].position, i + 1);
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "VACCINET");
}

TEST(Words, AreTheSameHoweverTheyAreComposed) {
  EXPECT_EQ(texts("mo\xcc\x88te KA\xcc\x8aL"), (Texts{"möte", "kål"}));
  EXPECT_EQ(texts("ＦＩＫＡ ﬁka"), (Texts{"fika", "fika"}));
  EXPECT_EQ(texts("sam\xc2\xad"
                  "arbete"),
            (Texts{"samarbete"}));
  EXPECT_EQ(texts("STRASSE Straße"), (Texts{"strasse", "strasse"}));
}

TEST(Words, JoinWhatBelongsTogether) {
  EXPECT_EQ(texts("don't Anna’s 'quoted' rock'n'roll"),
            (Texts{"don't", "anna's", "quoted", "rock'n", "roll"}));
  EXPECT_EQ(texts("1.4.22 3,14 end.Next 5."), (Texts{"1.4.22", "3,14", "end", "next", "5"}));
  EXPECT_EQ(texts("C++ and C# or F#, not foo+bar"),
            (Texts{"c++", "and", "c#", "or", "f#", "not", "foo", "bar"}));
  EXPECT_EQ(texts("http://x.se/a_b"), (Texts{"http", "x", "se", "a_b"}));
}

TEST(Words, OfNamesInCodeComeWithTheirParts) {
  const auto parts = [](std::string_view text) { return plain().words(text).at(0).name_parts; };
  EXPECT_EQ(parts("readTimeout"), (Texts{"read", "timeout"}));
  EXPECT_EQ(parts("read_timeout_ms"), (Texts{"read", "timeout", "ms"}));
  EXPECT_EQ(parts("HTTPServerName"), (Texts{"http", "server", "name"}));
  EXPECT_EQ(parts("MAX_BYTES"), (Texts{"max", "bytes"}));
  EXPECT_EQ(parts("Kunskap"), Texts{});
  EXPECT_EQ(parts("NASA"), Texts{});
  EXPECT_EQ(parts("X9"), Texts{});
  const auto forms = plain().forms(plain().words("readTimeouts").at(0));
  EXPECT_NE(std::ranges::find(forms.parts, "timeout"), forms.parts.end());
}

TEST(Words, AcrossAHyphenAreJoinedToo) {
  const auto words = plain().words("E-post, X-9 och 2026-10-01");
  EXPECT_EQ(words.at(0).joined, "epost");
  EXPECT_EQ(words.at(1).joined, "");
  EXPECT_EQ(words.at(2).joined, "x9");
  EXPECT_EQ(words.at(5).joined, "");
}

TEST(Words, OfScriptsWithoutSpacesAreOverlappingPairs) {
  EXPECT_EQ(texts("知識共有 fika 茶"), (Texts{"知識", "識共", "共有", "fika", "茶"}));
  const auto words = plain().words("知識共有");
  EXPECT_TRUE(words[0].is_pair);
  EXPECT_EQ(words[1].begin, 3U);
  EXPECT_EQ(words[1].end, 9U);
  EXPECT_EQ(words[2].position, 3U);
  EXPECT_TRUE(plain().forms(words[0]).swedish.empty());
  EXPECT_EQ(texts("データ"), (Texts{"デー", "ータ"}));
}

TEST(Words, ThatAreVeryLongAreCutAtACharacter) {
  std::string text;
  while (text.size() < 300'000) text += "å";
  const auto words = plain().words("a " + text + " b");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_LE(words[1].text.size(), kWordBytesMax);
  EXPECT_TRUE(is_utf8(words[1].text));
  EXPECT_EQ(words[2].text, "b");
}

// What were not linear would take minutes for this.
TEST(Words, OfManyKilobytesOfAnythingComeInBoundedTime) {
  for (const std::string unit :
       {"a", "a ", "a'", "a'b", "a-", "_", "1.", "a_B", "e\xcc\x81", "\xcc\x81", "知", "aB",
        "kunskapsdelning ", "\xe2\x80\x8d", "+#", "kunskapsdelningsprojektledare"}) {
    std::string text;
    while (text.size() < (200 << 10)) text += unit;
    const auto began = std::chrono::steady_clock::now();
    std::size_t bytes = 0;
    swedish().for_each_word(text, [&](Word&& word) {
      EXPECT_LE(word.text.size(), kWordBytesMax);
      for (const std::string& part : swedish().forms(word).parts) bytes += part.size();
      return true;
    });
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_LT(took, std::chrono::seconds(60)) << unit;
  }
}

TEST(Compounds, ComeApart) {
  if (!std::filesystem::exists(kWordList)) GTEST_SKIP() << "there is no Swedish word list here";
  EXPECT_TRUE(has_part("kunskapsdelning", swedish_stem("delning")));
  EXPECT_TRUE(has_part("kunskapsdelningen", swedish_stem("delning")));
  EXPECT_TRUE(has_part("kunskapsdelningen", swedish_stem("kunskap")));
  EXPECT_TRUE(has_part("kompetensutveckling", swedish_stem("utveckling")));
  EXPECT_TRUE(has_part("klassrumsundervisning", swedish_stem("undervisning")));
  EXPECT_TRUE(has_part("vaccinförvaring", swedish_stem("vaccin")));
  EXPECT_TRUE(has_part("arbetsplatsträff", swedish_stem("träff")));
  EXPECT_TRUE(has_part("skolgården", swedish_stem("gård")));
  EXPECT_TRUE(has_part("kyrkogård", swedish_stem("kyrka")));
  EXPECT_TRUE(has_part("informationsklassningsmodell", swedish_stem("klassning")));
}

TEST(Compounds, AreNotSeenWhereThereAreNone) {
  if (!std::filesystem::exists(kWordList)) GTEST_SKIP() << "there is no Swedish word list here";
  for (const char* const word :
       {"management",  "myndigheten",   "styrande",     "möjligheterna", "temperatur",
        "information", "organisation",  "kombination",  "mentor",        "delning",
        "projektet",   "verkstaden",    "kunskap",      "utveckling",    "everything",
        "temperature", "documentation", "conversation", "understanding", "international"}) {
    EXPECT_EQ(swedish().forms(word).parts, Texts{}) << word;
  }
}

TEST(Forms, WithoutAWordListHaveNoCompounds) {
  const Analyser nowhere("/nowhere/sv_SE.dic");
  EXPECT_EQ(nowhere.forms("kunskapsdelning").parts, Texts{});
  EXPECT_EQ(nowhere.fingerprint(), plain().fingerprint());
  if (std::filesystem::exists(kWordList)) {
    EXPECT_NE(swedish().fingerprint(), plain().fingerprint());
  }
}

TEST(Forms, AreFoldedForForeignKeyboards) {
  const Forms forms = plain().forms("mötet");
  EXPECT_EQ(forms.folded, "motet");
  EXPECT_EQ(forms.folded_stem, "mot");
  EXPECT_EQ(plain().forms("projektet").folded, "");
  EXPECT_EQ(plain().forms("1.4.22").swedish, "");
}

TEST(WholeTitles, AreTheWordsAlone) {
  EXPECT_EQ(plain().whole("  Kylkedja: Vad gör   vi? "), "kylkedja vad gör vi");
  EXPECT_LE(plain().whole(std::string(100, 'a') + " " + std::string(100, 'b') + " c").size(), 200U);
}

}  // namespace
}  // namespace fika::search
