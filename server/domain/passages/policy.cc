// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/passages/handlers.h"

namespace fika::domain {

Capability passages() {
  // As in the talk of the page.
  constexpr Policy kWrites{
      .caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "message"};
  return {
      .service = "fika.v1.PassageService",
      .methods =
          {
              prepared_command<&comment_passage, &prepare_comment>(
                  "CommentPassage",
                  {.caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "page"}),
              command<&resolve_passage>("ResolvePassage", kWrites),
              prepared_command<&reopen_passage, &prepare_reopen>("ReopenPassage", kWrites),
              scan<&list_passages>(
                  "ListPassages",
                  {.caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "page"}),
          },
      .check = &check_passages,
  };
}

}  // namespace fika::domain
