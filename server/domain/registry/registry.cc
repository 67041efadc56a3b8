// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/registry/registry.h"

#include "server/domain/communities/communities.h"
#include "server/domain/conversations/conversations.h"
#include "server/domain/erasure/asking.h"
#include "server/domain/files/files.h"
#include "server/domain/importing/importing.h"
#include "server/domain/messages/messages.h"
#include "server/domain/organisation/organisation.h"
#include "server/domain/pages/pages.h"
#include "server/domain/passages/passages.h"
#include "server/domain/people/people.h"
#include "server/domain/reading/reading.h"
#include "server/domain/saved/saved.h"
#include "server/domain/search/search.h"
#include "server/domain/sign_in/sign_in.h"
#include "server/domain/templates/templates.h"
#include "server/domain/threads/threads.h"
#include "server/domain/watching/watching.h"

namespace fika::domain {

const std::vector<Capability>& registry() {
  static const std::vector<Capability> capabilities = {
      organisation(),  people(),    sign_in(),  communities(), threads(), messages(),
      conversations(), importing(), erasure(),  saved(),       files(),   pages(),
      passages(),      templates(), watching(), searching(),   reading(),
  };
  return capabilities;
}

}  // namespace fika::domain
