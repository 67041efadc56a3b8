// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the index and what comes back. Names (from:anna, in:workshop) are resolved to
// ids before: the index knows no names. query_language.h reads what a person typed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "search/document.h"

namespace fika::search {

// Who asks. Both decide: the scopes inside the engine, so that nothing else is even counted, and
// may_see once more for each root before a hit of it is shown, as the index may lag behind.
struct Asker {
  // All that the asker may read, aliases with them.
  std::vector<storage::Scope> scopes;
  // Whether the asker may see this root now. Called on the asking thread.
  std::function<bool(const Id& root)> may_see;
};

// One word, or the words of a phrase, as typed.
struct Term {
  std::string text;
  bool is_phrase = false;
  bool is_excluded = false;
};

enum class Order { kRelevance, kNewest, kOldest };

// Of each list any one is enough; different lists must all agree. Empty: no condition.
struct Filters {
  std::vector<Kind> kinds;
  // Counts as one more list of kinds: of this kind and in this state. A lesson is a page that is
  // one.
  std::vector<std::pair<Kind, State>> kinds_in_state;
  std::vector<Id> communities;  // with those merged into them
  std::vector<Id> authors;
  std::vector<Id> roots;  // within these threads or pages
  std::vector<std::string> languages;
  std::vector<std::string> tags;          // all of these, as typed
  std::vector<State> states;              // all of these
  std::vector<Has> holds;                 // all of these
  std::optional<std::int64_t> from_ms;    // this moment or later
  std::optional<std::int64_t> before_ms;  // earlier than this
  bool with_obsolete = false;
};

struct Question {
  std::vector<Term> terms;
  bool is_last_partial = false;  // the last word may be the beginning of one
  Filters filters;
  // What any of these holds of is left out; its times and with_obsolete say nothing.
  Filters without;
  Order order = Order::kRelevance;
  std::int64_t now_ms = 0;  // what recency is counted from
  std::uint32_t offset = 0;
  std::uint32_t limit = 20;
  bool wants_facets = false;  // and the count
  bool is_exact = false;      // "search instead for": no correction is tried
  // Words that the organisation's stewards hold for the same; each list goes both ways.
  std::vector<std::vector<std::string>> synonyms;
};

// A stretch of text; the words that matched are marked. Plain text, never markup.
struct Piece {
  std::string text;
  bool is_marked = false;
};

struct Hit {
  Kind kind = Kind::kMessage;
  Id id, root;
  storage::Scope scope;
  std::string anchor;
  Id community, author;
  std::int64_t time_ms = 0;
  std::string language;
  std::vector<State> states;
  std::vector<Piece> title;
  std::string heading;
  std::vector<Piece> snippet;
  std::uint32_t more_of_root = 0;  // further hits that stand under this one
};

struct FacetCount {
  std::string value;  // the kind's letter, an id, a language
  std::uint32_t count = 0;
};

// Counted over hits the asker may see, one a root.
struct Facets {
  std::uint32_t count = 0;
  bool is_more = false;  // there are more than were counted
  std::vector<FacetCount> kinds, communities, authors, languages, months;
};

struct Answer {
  std::vector<Hit> hits;
  bool has_more = false;
  // The hits are of these words instead: what was typed had none.
  std::string corrected;
  std::optional<Facets> facets;
  std::uint64_t seq = 0;  // commits up to this one are in it
};

}  // namespace fika::search
