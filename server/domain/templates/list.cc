// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/pages/pages.h"
#include "server/domain/templates/collection.h"
#include "server/domain/templates/handlers.h"

namespace fika::domain {

Result<v1::ListTemplatesReply> list_templates(const Query& query,
                                              const v1::ListTemplatesRequest& request) {
  TRY(const std::string language,
      checked_optional_line(request.language(), kPageLanguageMax, "The language"));
  const Collection all = collected_templates();
  v1::ListTemplatesReply reply;
  for (const v1::Template& one : all.templates) {
    const bool is_wanted =
        language.empty() || nearest_template(all.templates, one.name(), language) == &one;
    if (is_wanted) *reply.add_templates() = one;
  }
  if (query.actor.is_admin()) reply.mutable_faults()->Assign(all.faults.begin(), all.faults.end());
  return reply;
}

}  // namespace fika::domain
