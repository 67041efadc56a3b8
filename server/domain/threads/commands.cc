// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a thread after it was started: renamed, resolved, pinned, followed. start.cc
// starts threads, move.cc files them elsewhere.
#include <algorithm>

#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/threads/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// The thread, where its community takes changes.
Result<v1::Thread> writable_thread(const storage::Reader& reader, std::string_view id) {
  TRY(v1::Thread thread, named_thread(reader, id));
  TRY(const Id community, Id::parse(thread.community()));
  CHECKED(check_writable(reader, community));
  if (!thread.merged_into().empty()) {
    return fail(Code::kState, "The thread was merged into another. Go on there.");
  }
  return thread;
}

Status check_level_count(const storage::Reader& reader, const Id& person) {
  std::size_t count = 0;
  CHECKED(storage::for_each<v1::ThreadLevel>(
      reader, person, {}, [&](v1::ThreadLevel&&) { return ++count < kThreadLevelsMax; }));
  if (count < kThreadLevelsMax) return {};
  return fail(Code::kLimit,
              "You follow or mute {} threads, as many as fit. Let one of them go back to its "
              "community's level.",
              count);
}

}  // namespace

Result<v1::Thread> rename_thread(Command& command, const v1::RenameThreadRequest& request) {
  TRY(v1::Thread thread, writable_thread(command.txn, request.thread()));
  if (thread.author() != command.actor.person.text()) {
    TRY(const Id id, Id::parse(thread.id()));
    TRY(const Relation relation, relation_to(command.txn, command.actor, id));
    if (relation < Relation::kSteward) {
      return fail(Code::kForbidden, "Only its author or a steward can rename a thread. Ask one.");
    }
  }
  TRY(std::string title, checked_line(request.title(), kTitleSizeMax, "The title"));
  if (title == thread.title()) return thread;
  thread.set_title(std::move(title));
  CHECKED(command.txn.put(thread));
  return thread;
}

Result<v1::Thread> set_resolved(Command& command, const v1::SetResolvedRequest& request) {
  TRY(v1::Thread thread, writable_thread(command.txn, request.thread()));
  if (thread.resolved() == request.resolved()) return thread;
  thread.set_resolved(request.resolved());
  thread.set_resolved_by(request.resolved() ? command.actor.person.text() : std::string());
  CHECKED(command.txn.put(thread));
  return thread;
}

Result<v1::Thread> set_thread_pinned(Command& command, const v1::SetThreadPinnedRequest& request) {
  TRY(v1::Thread thread, writable_thread(command.txn, request.thread()));
  if (thread.pinned() == request.pinned()) return thread;
  TRY(const Id id, Id::parse(thread.id()));
  TRY(const Id community, Id::parse(thread.community()));
  if (request.pinned()) {
    TRY(const auto pinned, pinned_threads(command.txn, community));
    if (pinned.size() >= kPinnedThreadsMax) {
      return fail(Code::kLimit, "{} threads are pinned here, as many as fit. Unpin one first.",
                  pinned.size());
    }
    command.txn.put_index(kPinnedThreads, pinned_thread_key(community, id), {});
  } else {
    command.txn.erase_index(kPinnedThreads, pinned_thread_key(community, id));
  }
  thread.set_pinned(request.pinned());
  CHECKED(command.txn.put(thread));
  return thread;
}

Result<v1::ThreadLevel> set_thread_level(Command& command,
                                         const v1::SetThreadLevelRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const v1::Thread thread, named_thread(txn, request.thread()));
  if (!v1::ThreadFollow_IsValid(request.follow())) {
    return fail(Code::kInvalid, "There is no such level. Choose follow, mute or neither.");
  }
  TRY(const Id id, Id::parse(thread.id()));
  const Id& person = command.actor.person;
  v1::ThreadLevel level;
  level.set_person(person.text());
  level.set_thread(thread.id());
  level.set_follow(request.follow());
  if (request.follow() == v1::THREAD_FOLLOW_UNSPECIFIED) {
    CHECKED(txn.erase<v1::ThreadLevel>(person, {id}));
    return level;
  }
  TRY(const auto present, storage::find<v1::ThreadLevel>(txn, person, {id}));
  if (present && present->follow() == level.follow()) return level;
  if (!present) CHECKED(check_level_count(txn, person));
  CHECKED(txn.put(level));
  return level;
}

}  // namespace fika::domain
