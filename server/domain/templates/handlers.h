// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of TemplateService, as policy.cc lists them.
#pragma once

#include <fika/v1/templates.pb.h>

#include "server/domain/templates/templates.h"

namespace fika::domain {

// list.cc
Result<v1::ListTemplatesReply> list_templates(const Query& query,
                                              const v1::ListTemplatesRequest& request);
// draft.cc
Result<v1::DraftPageReply> draft_page(const Query& query, const v1::DraftPageRequest& request);

}  // namespace fika::domain
