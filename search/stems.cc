// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/stems.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <xapian.h>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "base/check.h"
#include "base/text.h"

namespace fika::search {
namespace {

template <std::size_t kCount>
using Words = std::array<std::string_view, kCount>;

template <std::size_t kCount>
bool ends_with_any(std::string_view word, const Words<kCount>& endings) {
  return std::ranges::any_of(endings, [&](std::string_view e) { return word.ends_with(e); });
}
template <std::size_t kCount>
bool is_any(std::string_view word, const Words<kCount>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_ascii_consonant(char c) {
  return std::string_view("bcdfghjklmnpqrstvwxz").find(c) != std::string_view::npos;
}

// Those who do something, and machines: mentor, mentorn, mentorer. Other words in -or are plurals:
// flickor, kartor, sidor.
bool is_agent(std::string_view word) {
  static constexpr Words<9> kEndings = {"ktor", "itor", "ntor",   "ptor",  "nsor",
                                        "ator", "utor", "vestor", "fessor"};
  static constexpr Words<18> kWords = {"motor",     "rotor",   "pastor",     "major",  "humor",
                                       "tenor",     "error",   "donor",      "junior", "senior",
                                       "processor", "terror",  "kompressor", "kantor", "assessor",
                                       "revisor",   "divisor", "supervisor"};
  static constexpr Words<6> kPlurals = {"plantor", "rutor",   "jäntor",
                                        "minutor", "avgator", "tantor"};
  if (is_any(word, kWords)) return true;
  if (!ends_with_any(word, kEndings) || ends_with_any(word, kPlurals)) return false;
  // Streets, but those who navigate.
  return !word.ends_with("gator") || word.ends_with("igator") || word.ends_with("legator");
}

// Whose ending is part of the word, so that no more than the forms' own endings may go: mentor,
// kompetens, instans, metadata.
bool is_whole(std::string_view word) {
  static constexpr Words<20> kEndings = {
      "kompetens", "licens",  "ferens",      "kvens",     "xistens",   "sistens", "ekvivalens",
      "prevalens", "tendens", "intelligens", "leverans",  "tolerans",  "instans", "distans",
      "substans",  "balans",  "finans",      "resistans", "assistans", "data"};
  return is_agent(word) || ends_with_any(word, kEndings) || word.ends_with("plats");
}

// Cuts a form of such a word to the word; false if it is of none.
bool cut_to_whole(std::string& word) {
  static constexpr Words<10> kEndings = {"ernas", "erna", "ers", "ens", "ets",
                                         "er",    "en",   "et",  "ns",  "n"};
  if (is_whole(word)) return true;
  for (const std::string_view ending : kEndings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view base = std::string_view(word).substr(0, word.size() - ending.size());
    if (is_whole(base)) {
      word.resize(base.size());
      return true;
    }
  }
  return false;
}

// Words that only look like definite neuters. Those in -het and -itet are left to Snowball.
bool keeps_et(std::string_view word) {
  static constexpr Words<18> kWords = {"internet", "planet", "magnet",  "trumpet", "diet",
                                       "poet",     "mycket", "inget",   "vilket",  "intet",
                                       "annet",    "annat",  "komet",   "profet",  "bajonet",
                                       "tapet",    "sonnet", "istället"};
  return is_any(word, kWords) || word.ends_with("het") || word.ends_with("itet");
}

// -an of what is no definite form.
bool keeps_an(std::string_view word) {
  static constexpr Words<21> kEndings = {
      "plan", "sman",  "rman",  "eman",  "kman", "roman", "organ", "orkan", "kran", "gran", "svan",
      "lkan", "teran", "ulpan", "japan", "iran", "ultan", "urban", "human", "edan", "tanan"};
  return ends_with_any(word, kEndings) || word == "innan" || word == "annan" || word == "nästan" ||
         word == "utan" || word == "sådan";
}

// fönstret, numren, tecknet: the ending drove out an e.
bool lacks_e(std::string_view word) {
  if (word.size() < 4) return false;
  const char before = word[word.size() - 2];
  if (word.back() == 'r') return is_ascii_consonant(before) && before != 'r' && before != 'l';
  return word.back() == 'n' && (before == 'k' || before == 't');
}
void put_back_e(std::string& word) {
  if (lacks_e(word)) word.insert(word.size() - 1, "e");
}

// Endings that Snowball does not know are taken off, so that what is left is a form it knows.
void make_indefinite(std::string& word) {
  static constexpr std::size_t kLeftMin = 3;
  const auto left = [&](std::size_t cut) {
    return utf8_length(std::string_view(word).substr(0, word.size() - cut));
  };
  const auto ends = [&](std::string_view ending) {
    return word.ends_with(ending) && left(ending.size()) >= kLeftMin;
  };
  if (word.ends_with("ets") && left(1) > kLeftMin + 1 && !keeps_et(word)) word.pop_back();
  if (ends("et") && !keeps_et(word)) {
    word.resize(word.size() - 2);
    // alfabetet, paketet, budgeten: what was there is one more.
    if (ends("et") && left(2) > kLeftMin && !keeps_et(word)) word.resize(word.size() - 2);
    put_back_e(word);
  } else if (ends("en") && lacks_e(std::string_view(word).substr(0, word.size() - 2))) {
    word.resize(word.size() - 2);
    put_back_e(word);
  } else if (ends("ena") && left(3) >= kLeftMin && word != "förena" && word != "arena") {
    word.resize(word.size() - 3);  // mötena, områdena
  } else if (ends("enas") && left(4) >= kLeftMin && word != "förenas") {
    word.resize(word.size() - 4);
  } else if ((ends("eln") || ends("ern")) && left(1) >= 5 && word != "modern" && word != "extern" &&
             word != "intern") {
    word.pop_back();  // nyckeln, vintern
  } else if (ends("an") && !keeps_an(word)) {
    word.pop_back();  // flickan, skolan: -a is Snowball's
  } else if (ends("ans") && !word.ends_with("stans") && !word.ends_with("llans") &&
             !keeps_an(std::string_view(word).substr(0, word.size() - 1))) {
    word.resize(word.size() - 2);
  }
}

// Other vowels in the plural, alone and at the end of compounds.
struct Irregular {
  std::string_view form, base;
};
void make_regular(std::string& word) {
  static constexpr std::array<Irregular, 24> kForms = {{
      {"länder", "land"},     {"länderna", "land"},       {"städer", "stad"},
      {"städerna", "stad"},   {"böcker", "bok"},          {"böckerna", "bok"},
      {"mannen", "man"},      {"männen", "man"},          {"vännen", "vän"},
      {"vänner", "vän"},      {"vännerna", "vän"},        {"nätter", "natt"},
      {"rötter", "rot"},      {"fötter", "fot"},          {"ledamöter", "ledamot"},
      {"döttrar", "dotter"},  {"bröder", "bror"},         {"föräldrar", "förälder"},
      {"stränder", "strand"}, {"tänder", "tand"},         {"föräldrarna", "förälder"},
      {"bönder", "bond"},     {"ledamöterna", "ledamot"}, {"vintrar", "vinter"},
  }};
  for (const auto& [form, base] : kForms) {
    if (!word.ends_with(form)) continue;
    word.replace(word.size() - form.size(), form.size(), base);
    return;
  }
  static constexpr Words<5> kYear = {"året", "åren", "årets", "årens", "års"};
  if (is_any(word, kYear)) word = "år";
}

// What Snowball leaves of rummet and rum, of nyckel and nycklar, is made one.
void smooth(std::string& stem) {
  static constexpr std::size_t kStemMin = 4;
  if (stem == "somm") {
    stem = "sommar";  // som is another word
  } else if (stem.size() >= kStemMin && stem.ends_with("mm")) {
    stem.pop_back();
  }
  if (stem.size() > kStemMin && stem.ends_with("el") && is_ascii_consonant(stem[stem.size() - 3])) {
    stem.erase(stem.size() - 2, 1);
  }
}

// What is done and the doing of it: utbildning and utbilda, ansökningar and ansökan, träning and
// träna.
bool cut_doing(std::string& stem) {
  static constexpr std::size_t kLeftMin = 4;
  static constexpr std::string_view kVowels = "aeiouyåäö";
  if (!stem.ends_with("ing")) return false;
  const auto leaves_enough = [&](std::size_t cut) {
    return utf8_length(std::string_view(stem).substr(0, stem.size() - cut)) >= kLeftMin;
  };
  // The second byte of å, ä and ö is in kVowels too, as that of no consonant is.
  const bool is_ning = stem.ends_with("ning") && stem.size() > 4 &&
                       kVowels.find(stem[stem.size() - 5]) == std::string_view::npos;
  if (is_ning && leaves_enough(4)) {
    stem.resize(stem.size() - 4);
    return true;
  }
  if (!leaves_enough(3)) return false;
  stem.resize(stem.size() - 3);
  return true;
}

}  // namespace

std::string swedish_stem(std::string_view word) {
  thread_local const Xapian::Stem kSnowball("sv");
  // resultaten, budgeten, arbetsplatsen: what the first ending leaves may have one more.
  static constexpr int kRoundsMax = 2;
  std::string stem(word);
  if (stem == "inte") return stem;  // and not the stem of intern
  make_regular(stem);
  for (int round = 0; round < kRoundsMax; ++round) {
    const std::string before = stem;
    if (stem.size() >= 4 && cut_to_whole(stem)) return stem;
    if (stem.size() > 5 && stem.ends_with('s')) {
      std::string owner = stem.substr(0, stem.size() - 1);
      if (cut_to_whole(owner)) return owner;
    }
    make_indefinite(stem);
    stem = kSnowball(stem);
    smooth(stem);
    if (stem == before) break;
  }
  // Twice for the verb, too: kalibrera loses its -a and its -er.
  if (cut_doing(stem)) stem = kSnowball(stem);
  return stem;
}

std::string english_stem(std::string_view word) {
  thread_local const Xapian::Stem kSnowball("en");
  return kSnowball(std::string(word));
}

std::string without_accents(std::string_view word) {
  const bool is_ascii =
      std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) return std::string(word);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const apart = icu::Normalizer2::getNFDInstance(error);
  FIKA_CHECK(U_SUCCESS(error));
  std::string spread;
  icu::StringByteSink<std::string> sink(&spread);
  apart->normalizeUTF8(0, icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())),
                       sink, nullptr, error);
  FIKA_CHECK(U_SUCCESS(error));
  // Marks of U+0300 to U+036F stand alone now; letters with a stroke have no other form.
  std::string bare;
  for (std::size_t at = 0; at < spread.size(); ++at) {
    const auto byte = static_cast<unsigned char>(spread[at]);
    const auto next = at + 1 < spread.size() ? static_cast<unsigned char>(spread[at + 1]) : 0U;
    if (byte == 0xcc || (byte == 0xcd && next < 0xb0)) {
      ++at;
    } else if (byte == 0xc3 && (next == 0xb8 || next == 0xa6 || next == 0xb0)) {
      bare += next == 0xb8 ? "o" : next == 0xa6 ? "ae" : "d";
      ++at;
    } else if (byte == 0xc5 && next == 0x82) {
      bare += 'l';
      ++at;
    } else if (byte == 0xc5 && next == 0x93) {
      bare += "oe";
      ++at;
    } else {
      bare += spread[at];
    }
  }
  return bare;
}

}  // namespace fika::search
