// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify.h"

#include <deque>
#include <iostream>

#include <fmt/format.h>

#include "base/clock.h"
#include "server/app/folder_commands.h"
#include "server/domain/files/files.h"
#include "server/domain/registry/registry.h"
#include "server/feed/entity_kinds.h"

namespace fika::app {

Status verify(const FolderOptions& options) {
  const SystemClock clock;
  TRY(const auto store,
      storage::Store::open(
          {.folder = options.data, .create_if_missing = false, .is_read_only = true}, clock));
  std::deque<storage::EntityType> types;
  storage::VerifyOptions what;
  for (const auto& [kind, descriptor] : feed::entity_kinds()) {
    what.entities.push_back(&types.emplace_back(descriptor));
  }
  for (const domain::Capability& capability : domain::registry()) {
    if (capability.check) what.checks.push_back(capability.check);
  }
  what.checks.push_back([&](const storage::Reader& reader, storage::Findings& findings) {
    return domain::check_contents(reader, storage::Blobs::look(options.data), findings);
  });
  TRY(const auto findings, storage::verify(*store, options.data, what));
  for (const auto& [things, count] : findings.looked_at()) {
    std::cout << fmt::format("looked at {} {}\n", count, things);
  }
  for (const std::string& sentence : findings.sentences())
    std::cout << "WRONG: " << sentence << "\n";
  if (findings.is_empty()) {
    std::cout << fmt::format("Everything agrees, up to commit {}.\n", store->head().seq);
    return {};
  }
  return fail(
      Code::kDataLoss,
      "The data folder does not agree with itself. Keep a copy of it as it is, then restore the "
      "newest backup that verifies.");
}

}  // namespace fika::app
