// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/handlers.h"

namespace fika::domain {

// Each acts on the caller's own uploads, or asks readable_file() and what else it takes.
Capability files() {
  return {
      .service = "fika.v1.FileService",
      .methods =
          {
              command<&begin_upload>("BeginUpload", {.caller = Caller::kGuest}),
              prepared_command<&finish_upload, &prepare_file>("FinishUpload",
                                                              {.caller = Caller::kGuest}),
              command<&cancel_upload>("CancelUpload", {.caller = Caller::kGuest}),
              prepared_command<&set_captions, &prepare_captions>("SetCaptions",
                                                                 {.caller = Caller::kGuest}),
              query<&get_file>("GetFile", {.caller = Caller::kGuest}),
              scan<&list_my_uploads>("ListMyUploads", {.caller = Caller::kGuest}),
          },
      .due = {{std::string(kExpireUpload), &expire_upload},
              {std::string(kCollectFile), &collect_file}},
      .check = &check_files,
  };
}

}  // namespace fika::domain
