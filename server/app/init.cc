// SPDX-License-Identifier: GPL-3.0-or-later
#include <future>
#include <iostream>

#include <fmt/format.h>
#include <sodium.h>

#include "base/clock.h"
#include "server/app/folder_commands.h"
#include "server/domain/sign_in/first_admin.h"
#include "storage/embedded_commit_step.h"
#include "storage/writer.h"

namespace fika::app {

Status init(const FolderOptions& options) {
  const SystemClock clock;
  TRY(const auto store, storage::Store::open({.folder = options.data}, clock));
  storage::EmbeddedCommitStep step(*store);
  storage::Writer writer(*store, step, clock, {});
  writer.start();

  std::string random(32, '\0');
  randombytes_buf(random.data(), random.size());
  std::promise<Result<storage::Done>> answer;
  storage::Work work;
  work.time_ms = clock.now_ms();
  work.seed = Id::make(work.time_ms);
  const Id organisation = Id::make(work.time_ms);
  work.run = [&](storage::Transaction& txn) {
    return domain::found_with_admin(txn, organisation, options.organisation, options.admin_email,
                                    random);
  };
  work.done = [&](Result<storage::Done> done) { answer.set_value(std::move(done)); };
  CHECKED(writer.submit(std::move(work)));
  TRY(const storage::Done done, answer.get_future().get());
  std::cout << fmt::format(
      "{} is founded. The administrator {} signs in with this token until there is a password;\n"
      "keep it secret, it is shown only now:\n{}\n",
      options.organisation, options.admin_email, done.reply);
  return {};
}

}  // namespace fika::app
