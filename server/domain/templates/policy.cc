// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/templates/handlers.h"

namespace fika::domain {

// A draft names threads and messages in any of its fields: its handler asks for each.
Capability templates() {
  return {
      .service = "fika.v1.TemplateService",
      .methods =
          {
              scan<&list_templates>("ListTemplates", {.caller = Caller::kGuest}),
              scan<&draft_page>("DraftPage", {.caller = Caller::kGuest}),
          },
  };
}

}  // namespace fika::domain
