// SPDX-License-Identifier: GPL-3.0-or-later
// search: the words of a text: each lies in it, in order, and makes a term, whatever the text is.
#include <utility>

#include "base/text.h"
#include "search/analysis.h"
#include "search/schema.h"
#include "tests/fuzz/fuzzing.h"

namespace {

// Short texts and their words are what a question has; a name's parts and stems are terms as well.
void check_form(const std::string& form) {
  FIKA_CHECK(fika::is_utf8(form));
  // Other letters stand under a prefix, and no prefix begins a word.
  FIKA_CHECK(form.empty() || !(form.front() >= 'A' && form.front() <= 'Z'));
  FIKA_CHECK(fika::search::term_of(fika::search::prefix::kPart, form).size() <=
             fika::search::kTermBytesMax);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fika::fuzz::text_of(data, size);
  if (!fika::is_utf8(text)) return 0;
  static const fika::search::Analyser analyser("/usr/share/hunspell/sv_SE.dic");
  std::size_t begin = 0;
  std::uint32_t position = 0;
  for (const fika::search::Word& word : analyser.words(text)) {
    FIKA_CHECK(!word.text.empty() && word.text.size() <= fika::search::kWordBytesMax);
    check_form(word.text);
    FIKA_CHECK(word.position == ++position);
    FIKA_CHECK(word.begin >= begin && word.begin < word.end && word.end <= text.size());
    FIKA_CHECK(fika::is_utf8(text.substr(word.begin, word.end - word.begin)));
    begin = word.begin;
    FIKA_CHECK(word.joined.size() <= fika::search::kWordBytesMax);
    check_form(word.joined);
    const fika::search::Forms forms = analyser.forms(word);
    for (const std::string* const form :
         {&forms.swedish, &forms.english, &forms.folded, &forms.folded_stem}) {
      check_form(*form);
    }
    for (const std::string& part : forms.parts) check_form(part);
  }
  FIKA_CHECK(analyser.whole(text).size() <= 200);
  return 0;
}
