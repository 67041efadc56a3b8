// SPDX-License-Identifier: GPL-3.0-or-later
// A request, read: the question for the index, and what is told of how it was understood.
#pragma once

#include <fika/v1/search.pb.h>
#include <vector>

#include "search/question.h"
#include "server/domain/search/names.h"

namespace fika::domain {

struct Asked {
  search::Question question;
  std::vector<v1::SearchCondition> conditions;
  std::string words;
  bool is_empty = false;  // no words and no condition
};

// kInvalid with a sentence for what is beyond a limit; kNotFound for a root that is not seen.
Result<Asked> read_request(const Query& query, Names& names, const v1::SearchRequest& request);

// kInvalid with a sentence when a text is too long for a question, or is no text.
Status check_query_text(std::string_view text);

}  // namespace fika::domain
