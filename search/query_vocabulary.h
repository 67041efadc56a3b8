// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the query language, English and Swedish; query_language.h reads with them. Each
// function takes a word in any case and in any spelling of its letters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/query_language.h"

namespace fika::search {

// A kind as people say it: a lesson is a page in a state.
struct KindWord {
  Kind kind = Kind::kMessage;
  std::optional<State> state;
};

std::optional<ConditionName> condition_of(std::string_view word);
std::optional<KindWord> kind_of(std::string_view word);
std::optional<State> state_of(std::string_view word);
std::optional<Has> has_of(std::string_view word);
std::optional<Order> order_of(std::string_view word);
// A BCP 47 tag in lower case, of a tag or of the name of a language that is common here.
std::optional<std::string> named_language(std::string_view word);

// The moments at which these UTC days begin; nothing for what is no date between 1970 and 9999.
std::optional<std::int64_t> date_of(std::string_view word);

}  // namespace fika::search
