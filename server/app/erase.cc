// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <fmt/format.h>

#include "base/clock.h"
#include "server/app/folder_commands.h"
#include "server/domain/erasure/erasure.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/registry/registry.h"
#include "storage/embedded_commit_step.h"
#include "storage/writer.h"

namespace fika::app {
namespace {

// What falls due meanwhile must be done, not dropped as unknown.
storage::WriterConfig writer_config() {
  storage::WriterConfig config;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::DueHandlerRow& row : capability.due) {
      config.due_handlers.emplace(row.name, row.run);
    }
  }
  return config;
}

}  // namespace

Status erase(const FolderOptions& options) {
  TRY(const Id person, Id::parse(options.person, "The person"));
  const SystemClock clock;
  TRY(const auto store,
      storage::Store::open({.folder = options.data, .create_if_missing = false}, clock));
  TRY(const auto organisation, domain::organisation_id(*store->snapshot()));
  if (!organisation) {
    return fail(Code::kState, "This data folder has no organisation yet. Choose another folder.");
  }
  storage::EmbeddedCommitStep step(*store);
  {
    storage::Writer writer(*store, step, clock, writer_config());
    writer.start();
    CHECKED(domain::erase_person(writer, clock, *organisation, person));
  }
  std::cout << "The rows are erased. Rewriting the files, so that no copy stays in them...\n"
            << std::flush;
  CHECKED(store->compact());
  std::cout << fmt::format(
      "{} is erased and is called a former colleague from now on.\n"
      "Backups made before now still hold the data until they are deleted: delete them, and make a "
      "new one.\n",
      person.text());
  return {};
}

}  // namespace fika::app
