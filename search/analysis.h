// SPDX-License-Identifier: GPL-3.0-or-later
// Words of text, for documents and for questions alike: what is not cut the same way on both sides
// is not found. schema.h says which forms become which terms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/stems.h"

namespace fika::search {

class SwedishWords;

// A word is at most so long; the rest of a longer one is left out, here and there alike.
inline constexpr std::size_t kWordBytesMax = 120;

struct Word {
  // In normal form and case folded (NFKC, soft hyphens and joiners left out); never empty.
  std::string text;
  // Its place among the words of the text, from 1. Each pair of a script without spaces has its
  // own.
  std::uint32_t position = 0;
  // Where it stands in the text that was handed in, in bytes: for marks.
  std::size_t begin = 0, end = 0;
  // One of the overlapping pairs (or a lone character) in which Chinese, Japanese, Korean, Thai and
  // their like are found. It has no other forms.
  bool is_pair = false;
  // The parts of readTimeout, read_timeout and HTTPServer2, folded as `text` is; empty if it has
  // just one.
  std::vector<std::string> name_parts;
  // With the word that a hyphen leads on to: "epost" at the first word of "e-post". Documents have
  // it as one more word; empty: no hyphen follows.
  std::string joined;
};

struct Forms {
  // Stems without their prefix. They may be the word itself, and are empty where there are none: of
  // numbers, of pairs, of other scripts than Latin.
  std::string swedish, english;
  // Without rings, dots and accents; empty if that changes nothing.
  std::string folded, folded_stem;
  // Stems of a compound's parts and of a name's, Swedish and English; none doubled. Not the whole.
  std::vector<std::string> parts;
};

class Analyser {
 public:
  // A file that is not there: compounds are not taken apart. About 4 MB for Debian's list.
  explicit Analyser(const std::filesystem::path& swedish_words = {});
  ~Analyser();
  Analyser(const Analyser&) = delete;
  Analyser& operator=(const Analyser&) = delete;

  // All below: any thread. `text` is well-formed UTF-8. Time is linear in its length.
  std::vector<Word> words(std::string_view text) const;
  // As words(), one at a time, for long texts; false ends it.
  void for_each_word(std::string_view text, const std::function<bool(Word&& word)>& visit) const;
  Forms forms(const Word& word) const;
  // For a word without name parts.
  Forms forms(std::string_view folded_word) const;

  // The words with a space between each two: what an exact title is compared by. Cut to fit a term.
  std::string whole(std::string_view text) const;

  // What else than this program the forms depend on: another word list makes other parts.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::unique_ptr<const SwedishWords> swedish_words_;  // not set: there is no list
  std::string fingerprint_;
};

}  // namespace fika::search
