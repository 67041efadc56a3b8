// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/reading/handlers.h"

namespace fika::domain {

Capability reading() {
  constexpr Policy kReaders{
      .caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "root"};
  return {
      .service = "fika.v1.ReadingService",
      .methods =
          {
              command<&mark_read>("MarkRead", kReaders),
              command<&mark_unread>("MarkUnread", kReaders),
              // Looks at the target itself: a draft can be discarded when its target is out of
              // sight.
              command<&save_draft>("SaveDraft", {.caller = Caller::kGuest}),
              scan<&list_inbox>("ListInbox", {.caller = Caller::kGuest}),
              command<&set_inbox_done>(
                  "SetInboxDone",
                  {.caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "item"}),
          },
      .snapshot = &reading_in_snapshot,
      .check = &check_reading,
  };
}

}  // namespace fika::domain
