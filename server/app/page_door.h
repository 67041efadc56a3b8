// SPDX-License-Identifier: GPL-3.0-or-later
// GET /p/ID: a wiki page as a complete document, for whoever may see it at the moment of asking.
// What was written down lately is answered on the core; everything else is written in the pool.
//
// Nobody signed in is sent to sign in, whatever the address. Absent and forbidden are one answer.
#pragma once

#include <functional>
#include <optional>

#include "base/clock.h"
#include "server/app/kept_sheets.h"
#include "server/app/page_slug.h"
#include "server/app/reading_words.h"
#include "server/domain/actor.h"
#include "server/rpc/pool.h"
#include "server/web/server.h"
#include "storage/store.h"

namespace fika::app {

class PageDoor {
 public:
  // All outlive the door, which outlives its answers.
  PageDoor(storage::Store& store, const Clock& clock, const Id& organisation, rpc::Pool& pool);

  // Asked before each page that is written anew. Before the first request.
  void limit_by(std::function<Status(const domain::Actor&)> allow) { allow_ = std::move(allow); }

  static bool is_for(std::string_view path) { return page_address(path).has_value(); }
  // Of a path it is for. `reply` is called once, here or in the pool.
  void handle(web::Request request, web::Reply reply);

  // A commit is durable. Writer thread, before its commands are answered.
  void note(const storage::CommitSummary& commit) { sheets_.note(commit); }
  // Now and then.
  void tidy() { sheets_.drop_stale(); }

 private:
  struct Asked;
  // Nothing when it takes long and `may_take_long` is not set.
  std::optional<web::Response> answer(const web::Request& request, bool may_take_long);
  std::optional<web::Response> answer_known(const Asked& asked, bool may_take_long);
  std::optional<Reading> reading_of(const Asked& asked, bool may_take_long);
  web::Response written(const Asked& asked, const Reading& reading, std::string key);

  storage::Store& store_;
  const Clock& clock_;
  const Id organisation_;
  rpc::Pool& pool_;
  KeptSheets sheets_;
  std::function<Status(const domain::Actor&)> allow_;
};

}  // namespace fika::app
