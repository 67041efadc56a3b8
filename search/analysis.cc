// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/analysis.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "search/compounds.h"
#include "search/word_cutter.h"

namespace fika::search {
namespace {

// A term less its prefix.
constexpr std::size_t kWholeBytesMax = 200;

// Whether stems make sense: Latin letters, no digit.
bool has_stems(std::string_view word) {
  bool has_latin = false;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= '0' && c <= '9') return false;
    has_latin = has_latin || (c >= 'a' && c <= 'z') || (byte >= 0xc3 && byte <= 0xc9);
  }
  return has_latin;
}

void add_part(std::vector<std::string>& parts, std::string part) {
  if (part.size() > 1 && std::ranges::find(parts, part) == parts.end()) {
    parts.push_back(std::move(part));
  }
}

}  // namespace

Analyser::Analyser(const std::filesystem::path& swedish_words) {
  if (!swedish_words.empty()) {
    auto words = std::make_unique<const SwedishWords>(swedish_words);
    if (!words->is_empty()) swedish_words_ = std::move(words);
  }
  fingerprint_ = fmt::format("{:016x}", swedish_words_ ? swedish_words_->fingerprint() : 0);
}

Analyser::~Analyser() = default;

std::vector<Word> Analyser::words(std::string_view text) const {
  std::vector<Word> all;
  WordCutter cutter(text);
  while (auto word = cutter.next()) all.push_back(std::move(*word));
  return all;
}

void Analyser::for_each_word(std::string_view text,
                             const std::function<bool(Word&& word)>& visit) const {
  WordCutter cutter(text);
  while (auto word = cutter.next()) {
    if (!visit(std::move(*word))) return;
  }
}

Forms Analyser::forms(const Word& word) const {
  if (word.is_pair) return {};
  Forms forms = this->forms(word.text);
  for (const std::string& part : word.name_parts) {
    if (part == word.text) continue;
    add_part(forms.parts, has_stems(part) ? swedish_stem(part) : part);
    if (has_stems(part)) add_part(forms.parts, english_stem(part));
  }
  return forms;
}

Forms Analyser::forms(std::string_view folded_word) const {
  Forms forms;
  forms.folded = without_accents(folded_word);
  if (forms.folded == folded_word) forms.folded.clear();
  if (!has_stems(folded_word)) return forms;
  forms.swedish = swedish_stem(folded_word);
  forms.english = english_stem(folded_word);
  forms.folded_stem = without_accents(forms.swedish);
  if (forms.folded_stem == forms.swedish) forms.folded_stem.clear();
  if (swedish_words_) {
    for (std::string& part : swedish_words_->parts(folded_word)) {
      add_part(forms.parts, std::move(part));
    }
  }
  return forms;
}

std::string Analyser::whole(std::string_view text) const {
  std::string whole;
  for_each_word(text, [&](Word&& word) {
    if (whole.size() + 1 + word.text.size() > kWholeBytesMax) return false;
    if (!whole.empty()) whole += ' ';
    whole += word.text;
    return true;
  });
  return whole;
}

}  // namespace fika::search
