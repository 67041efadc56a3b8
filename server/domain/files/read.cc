// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/handlers.h"

namespace fika::domain {

Result<v1::File> get_file(const Query& query, const v1::GetFileRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "The file"));
  TRY(const auto stored, readable_file(query.reader, query.actor, id));
  return stored.file();
}

}  // namespace fika::domain
