// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/watching/handlers.h"

namespace fika::domain {

Capability watching() {
  // All act on the caller's own rows; what can no longer be seen can still be
  // let go, so the handler asks about a page itself.
  constexpr Policy kOwn{.caller = Caller::kGuest};
  return {
      .service = "fika.v1.WatchService",
      .methods =
          {
              command<&set_page_watch>("SetPageWatch", kOwn),
              command<&set_tag_watch>("SetTagWatch", kOwn),
              scan<&list_watched>("ListWatched", kOwn),
              scan<&list_watched_changes>("ListWatchedChanges", kOwn),
              command<&mark_watched_seen>("MarkWatchedSeen", kOwn),
          },
      .check = &check_watching,
  };
}

}  // namespace fika::domain
