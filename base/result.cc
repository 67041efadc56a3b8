// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include "base/check.h"

namespace fika {

CodeInfo code_info(Code code) {
  switch (code) {
    case Code::kInvalid:
      return {"invalid_argument", 400, false};
    case Code::kUnauthenticated:
      return {"unauthenticated", 401, false};
    case Code::kForbidden:
      return {"permission_denied", 403, false};
    case Code::kNotFound:
      return {"not_found", 404, false};
    case Code::kExists:
      return {"already_exists", 409, false};
    case Code::kState:
      return {"failed_precondition", 400, false};
    case Code::kAborted:
      return {"aborted", 409, false};
    case Code::kLimit:
      return {"resource_exhausted", 429, false};
    case Code::kUnimplemented:
      return {"unimplemented", 501, false};
    case Code::kUnavailable:
      return {"unavailable", 503, false};
    case Code::kInternal:
      return {"internal", 500, true};
    case Code::kDataLoss:
      return {"data_loss", 500, true};
  }
  FIKA_CHECK(false);
}

std::uint32_t retry_after_ms(const Error& error) {
  if (error.retry_after_ms != 0 || error.code != Code::kUnavailable) return error.retry_after_ms;
  return kRetrySoonMs;
}

}  // namespace fika
