// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/stems.h"

#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace fika::search {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

TEST(SwedishStems, AreOneForTheFormsOfAWord) {
  for (const char* const line : {
           "mentor mentorn mentorer mentorerna mentors mentorns mentorernas",
           "projekt projektet projekten projekts projektets projektens",
           "möte mötet möten mötena mötes mötets mötenas",
           "kunskapsdelning kunskapsdelningen kunskapsdelningar kunskapsdelningens",
           "doktor doktorn doktorer doktorerna",
           "motor motorn motorer motorerna",
           "dator datorn datorer datorerna",
           "hus huset husen husets",
           "barn barnet barnen",
           "flicka flickan flickor flickorna flickans",
           "karta kartan kartor kartorna",
           "sida sidan sidor sidorna",
           "skola skolan skolor skolorna",
           "lärare läraren lärarna lärares",
           "resultat resultatet resultaten",
           "område området områden områdena",
           "budget budgeten budgetar",
           "paket paketet paketen",
           "kvalitet kvaliteten kvaliteter",
           "universitet universitetet universiteten",
           "program programmet programmen",
           "klassrum klassrummet klassrummen",
           "nyckel nyckeln nycklar nycklarna",
           "artikel artikeln artiklar artiklarna",
           "exempel exemplet exemplen",
           "fönster fönstret fönstren",
           "nummer numret numren",
           "tecken tecknet tecknen",
           "vinter vintern vintrar",
           "kurs kursen kurser kurserna",
           "plan planen planer planerna",
           "handlingsplan handlingsplanen handlingsplaner",
           "kontor kontoret kontoren kontorets",
           "kompetens kompetensen kompetenser",
           "samhälle samhället samhällen samhällets",
           "arbetsplats arbetsplatsen arbetsplatser",
           "år året åren",
           "bok boken böcker böckerna",
           "verkstad verkstaden verkstäder",
           "utveckla utvecklar utvecklade utvecklat",
           "kalibrera kalibrerar kalibrerade kalibrerat",
           "lärdom lärdomen lärdomar lärdomarna",
           "utbildning utbildningen utbildningar utbildningarna utbilda utbildar utbildade",
           "kalibrering kalibreringen kalibrera",
           "ansökan ansökningar ansökningarna ansöka",
           "träning träningen träna tränar",
           "kund kunden kundens kunder",
           "process processen processens",
           "lista listan listans",
           "arborist arboristens",
           "konferens konferensen konferenser",
           "festival festivalen festivalens",
       }) {
    const auto words = words_of(line);
    for (const std::string& word : words) {
      EXPECT_EQ(swedish_stem(word), swedish_stem(words.front())) << word;
    }
  }
}

TEST(SwedishStems, KeepWordsApart) {
  for (const char* const line :
       {"mentor ment", "planet plan", "internet intern", "inte intern", "motor mot", "som sommar",
        "dator data", "sektor sekt", "roman rom", "säkerhet säng", "kontor konto"}) {
    const auto words = words_of(line);
    EXPECT_NE(swedish_stem(words[0]), swedish_stem(words[1])) << line;
  }
}

TEST(EnglishStems, AreSnowballs) {
  EXPECT_EQ(english_stem("mentoring"), english_stem("mentors"));
  EXPECT_EQ(english_stem("calibrated"), english_stem("calibrating"));
}

TEST(Stems, OfAnythingAreShortAndNotEmpty) {
  for (const char* const word : {"s", "et", "ets", "en", "ans", "orn", "ernas", "enas", "é", "ñ"}) {
    EXPECT_FALSE(swedish_stem(word).empty()) << word;
    EXPECT_FALSE(english_stem(word).empty()) << word;
  }
  for (std::size_t size = 1; size < 130; ++size) {
    for (const char* const ending : {"", "s", "et", "ets", "en", "orna", "ornas", "mm"}) {
      const std::string word = std::string(size, 't') + ending;
      EXPECT_LE(swedish_stem(word).size(), word.size() + 1);
    }
  }
}

TEST(Accents, AreLeftOut) {
  EXPECT_EQ(without_accents("möte"), "mote");
  EXPECT_EQ(without_accents("ångström"), "angstrom");
  EXPECT_EQ(without_accents("idé"), "ide");
  EXPECT_EQ(without_accents("łódź"), "lodz");
  EXPECT_EQ(without_accents("smørbrød"), "smorbrod");
  EXPECT_EQ(without_accents("plain"), "plain");
  EXPECT_EQ(without_accents("学习"), "学习");
}

}  // namespace
}  // namespace fika::search
