// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/importing/handlers.h"

namespace fika::domain {

Capability importing() {
  return {
      .service = "fika.v1.ImportService",
      .methods = {prepared_command<&import_batch, &prepare_batch>("ImportBatch",
                                                                  {.caller = Caller::kAdmin}),
                  prepared_command<&import_pages, &prepare_pages>("ImportPages",
                                                                  {.caller = Caller::kAdmin})},
      .check = &check_importing,
  };
}

}  // namespace fika::domain
