// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/saved/handlers.h"

namespace fika::domain {

Capability saved() {
  return {
      .service = "fika.v1.SavedService",
      .methods =
          {
              command<&save_message>(
                  "SaveMessage",
                  {.caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "message"}),
              // Acts on the caller's own row: what can no longer be seen can still be let go.
              command<&unsave_message>("UnsaveMessage", {.caller = Caller::kGuest}),
              scan<&list_saved>("ListSaved", {.caller = Caller::kGuest}),
          },
      .check = &check_saved,
  };
}

}  // namespace fika::domain
