// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "server/domain/search/handlers.h"
#include "server/domain/search/helpful.h"

namespace fika::domain {
namespace {

// What it remembers of each person lives as long as this row.
Method note_gaps(Policy policy) {
  Method method = command<&note_gap>("NoteGap", policy);
  method.prepare = [recent = std::make_shared<RecentNotes>()](const Query& query,
                                                              const Message& request) {
    return prepare_gap(query, static_cast<const v1::NoteGapRequest&>(request), *recent);
  };
  // Not even a repeat's answer stays behind to say that somebody looked for these words.
  method.is_secret = true;
  return method;
}

}  // namespace

Capability searching() {
  // Everybody finds what they see; the handlers ask about each object.
  constexpr Policy kEverybody{.caller = Caller::kGuest};
  // Of the members, those whom search.h names: the handlers ask.
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
              note_gaps(kEverybody),
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
