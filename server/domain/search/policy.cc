// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/handlers.h"
#include "server/domain/search/helpful.h"

namespace fika::domain {
namespace {

// Not even a repeat's answer stays behind to say that somebody looked for these words.
Method without_a_trace(Method method) {
  method.is_secret = true;
  return method;
}

}  // namespace

Capability searching() {
  // Everybody finds what they see; the handlers ask about each object.
  constexpr Policy kEverybody{.caller = Caller::kGuest};
  // Of the members, stewards and administrators: the handlers ask.
  constexpr Policy kCurators{.caller = Caller::kMember};
  return {
      .service = "fika.v1.SearchService",
      .methods =
          {
              scan<&find_anything>("Search", kEverybody),
              scan<&suggest>("Suggest", kEverybody),
              scan<&find_similar>("FindSimilar", kEverybody),
              command<&mark_helpful>("MarkHelpful", kEverybody),
              query<&get_helpful>("GetHelpful", kEverybody),
              without_a_trace(prepared_command<&note_gap, &prepare_gap>("NoteGap", kEverybody)),
              scan<&list_gaps>("ListGaps", kCurators),
              command<&dismiss_gap>("DismissGap", kCurators),
              command<&put_synonyms>("PutSynonyms", kCurators),
              command<&remove_synonyms>("RemoveSynonyms", kCurators),
              scan<&list_synonyms>("ListSynonyms", kCurators),
          },
      .check = &check_searching,
      .documents = {helpful_mark_dependents()},
  };
}

}  // namespace fika::domain
