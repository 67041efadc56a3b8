// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <fmt/format.h>

#include "base/clock.h"
#include "server/app/backup_list.h"
#include "server/app/control_socket.h"
#include "server/app/folder_commands.h"
#include "server/app/searching.h"
#include "server/domain/erasure/asking.h"
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

void say_words_about_backups(const std::filesystem::path& data_folder) {
  for (const std::string& line : words_about_backups(data_folder)) std::cout << line << "\n";
}

}  // namespace

std::string told_erased(const Id& person) {
  return fmt::format("{} is erased and is called a former colleague from now on.", person.text());
}

Status erase(const FolderOptions& options) {
  TRY(const Id person, Id::parse(options.person, "The person"));
  // Who serves the folder holds its lock, so it is done there.
  const auto asked = ask_server(options.data, "erase " + person.text());
  if (asked) {
    std::cout << *asked << "\n";
    say_words_about_backups(options.data);
    return {};
  }
  if (asked.error().code != Code::kNotFound) return std::unexpected(asked.error());
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
    CHECKED(domain::finish_erasure(writer, clock, person));
  }
  std::cout << "The rows are erased. Rewriting the files, so that no copy stays in them...\n"
            << std::flush;
  CHECKED(store->compact());
  // What it was made of is gone; the next start makes it anew.
  std::error_code number;
  std::filesystem::remove_all(search_folder(options.data), number);
  if (number) {
    return fail(Code::kInternal,
                "The folder search in the data folder could not be taken away, and what was erased "
                "may stand in it. Delete that folder.");
  }
  std::cout << told_erased(person) << "\n";
  say_words_about_backups(options.data);
  return {};
}

}  // namespace fika::app
