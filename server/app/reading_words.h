// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages that the server itself writes say around their text, in each language there is.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fika::app {

struct ReadingWords {
  std::string_view language;  // as a BCP 47 tag
  std::string_view skip, place, contents, tags;
  std::string_view changed, by, begun, contributors, owner, revision;
  std::string_view in_languages, original, is_behind, is_ahead;
  std::string_view below, more_below, linked_from, discussed_in;
  std::string_view in_trash, old_revision, newest, unreadable;
  std::string_view absent_title, absent_text, to_front;
  std::string_view sign_in_title, sign_in_text;
  std::string_view former_colleague;
  std::array<std::string_view, 12> months;
};

// The person's own wish first, then what the browser asks for; English when neither is there.
const ReadingWords& reading_words(std::string_view setting, std::string_view accept_language);

// "22 November 2026", in UTC.
std::string day_in(const ReadingWords& words, std::int64_t time_ms);
// "2026-11-22T14:05:09Z"
std::string machine_time(std::int64_t time_ms);

}  // namespace fika::app
