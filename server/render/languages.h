// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the languages that code is written in. A language is one of a family that shares
// its rules; a word that means something in one of them is coloured in all.
#pragma once

#include <optional>
#include <string_view>

namespace fika::render {

enum class Family { kC, kScript, kShell, kSql, kMarkup, kData, kStyle, kDiff };

// Of a language as fences name it, such as "c++" or "yaml". Nothing when it is not known here.
std::optional<Family> family_of(std::string_view language);

// What begins and ends what.
struct Rules {
  std::string_view line_comment, other_line_comment;
  std::string_view comment_begin, comment_end;
  std::string_view quotes;
  bool (*is_keyword)(std::string_view word);
};

const Rules& rules_of(Family family);

}  // namespace fika::render
