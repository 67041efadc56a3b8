// SPDX-License-Identifier: GPL-3.0-or-later
// Moving a thread is one row and two lines: its messages inherit the new scope. So whoever moves it
// decides who may read all that was said in it.
#include <fika/v1/communities.pb.h>

#include "server/domain/communities/communities.h"
#include "server/domain/messages/messages.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/names.h"
#include "server/domain/threads/transfer.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// A larger number for fewer readers.
int closedness(v1::Openness openness) {
  switch (openness) {
    case v1::OPENNESS_OPEN:
      return 0;
    case v1::OPENNESS_ON_REQUEST:
      return 1;
    default:
      return 2;
  }
}

Result<int> closedness_of(const storage::Reader& reader, const Id& community) {
  TRY(const auto entity, storage::find<v1::Community>(reader, community));
  if (!entity) return fail(Code::kDataLoss, "A community is missing. Run fika-server verify.");
  return closedness(entity->openness());
}

Status check_target(const Command& command, const v1::Thread& thread, const Id& target) {
  TRY(const Relation relation, relation_to(command.txn, command.actor, target));
  if (relation < Relation::kKnows) {
    return fail(Code::kNotFound, "There is no such community, or you may not see it.");
  }
  if (relation < Relation::kMember) {
    return fail(Code::kForbidden, "Only members can file a thread in that community. Join first.");
  }
  if (thread.kind() == v1::THREAD_KIND_ANNOUNCEMENT && relation < Relation::kSteward) {
    return fail(Code::kForbidden, "Only a steward there can bring an announcement. Ask one.");
  }
  CHECKED(check_stands(command.txn, target));
  return check_writable(command.txn, target);
}

Status check_source(const Command& command, const v1::Thread& thread, const Id& source,
                    const Id& target) {
  TRY(const Relation relation, relation_to(command.txn, command.actor, source));
  if (relation >= Relation::kSteward) return {};
  if (thread.author() != command.actor.person.text()) {
    return fail(Code::kForbidden, "Only its author or a steward can move a thread. Ask one.");
  }
  return check_no_more_open(command.txn, source, target);
}

}  // namespace

Status check_no_more_open(const storage::Reader& reader, const Id& source, const Id& target) {
  TRY(const int from, closedness_of(reader, source));
  TRY(const int to, closedness_of(reader, target));
  if (to >= from) return {};
  return fail(
      Code::kForbidden,
      "More people could read it there. Only a steward of its community can move it; ask one.");
}

Result<v1::Thread> move_thread(Command& command, const v1::MoveThreadRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(v1::Thread thread, named_thread(txn, request.thread()));
  TRY(const Id id, Id::parse(thread.id()));
  TRY(const Id source, Id::parse(thread.community()));
  TRY(const Id target, named_community(txn, request.community()));
  if (source == target) return thread;
  CHECKED(check_idle(txn, thread));
  CHECKED(check_target(command, thread, target));
  CHECKED(check_source(command, thread, source, target));

  TRY(const v1::Head head, head_of(txn, id));
  txn.erase_index(kThreadsByActivity, activity_key(source, head.last_at_ms(), id));
  if (head.last_ordinal() > 0) {
    txn.put_index(kThreadsByActivity, activity_key(target, head.last_at_ms(), id), {});
    // Told again, because those who only follow the new community have never heard of it.
    CHECKED(txn.put(head));
  }
  // The pin was the old community's.
  if (thread.pinned()) txn.erase_index(kPinnedThreads, pinned_thread_key(source, id));
  thread.set_pinned(false);
  thread.set_community(target.text());
  CHECKED(txn.set_scope(id, community_scope(target)));
  CHECKED(txn.put(thread));
  CHECKED(name_people(txn, id, target));
  return thread;
}

}  // namespace fika::domain
