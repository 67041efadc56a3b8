// SPDX-License-Identifier: GPL-3.0-or-later
// A whole question as queries of the engine, to be run one after the other until there are hits
// enough: what has all of a short question comes before what has some of it.
#pragma once

#include <string>
#include <vector>
#include <xapian.h>

#include "search/filter_xapian.h"
#include "search/question.h"
#include "search/wanted_words.h"
#include "search/word_tree_xapian.h"

namespace fika::search {

struct QuestionTree {
  std::vector<Xapian::Query> stages;  // none: nothing is to be found
  // Nothing is asked for by words: everything that fits the conditions.
  bool is_listing = false;
};

// `whole` is of Analyser::whole(), of the wanted words.
QuestionTree question_tree(const Xapian::Database& database, const WordTrees& trees,
                           const WantedUnits& units, const Question& question,
                           const std::string& whole, const Filter& filter);

// As Fika weighs words.
Xapian::BM25Weight word_weight();

}  // namespace fika::search
