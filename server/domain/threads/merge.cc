// SPDX-License-Identifier: GPL-3.0-or-later
// Merging: all that was said in a thread goes to the end of another, and the thread leads there.
#include "server/domain/communities/communities.h"
#include "server/domain/messages/messages.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/transfer.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// The caller may post in it.
Result<v1::Thread> checked_target(const Command& command, std::string_view text) {
  TRY(const Id id, Id::parse(text, "The thread to merge into"));
  TRY(const Relation relation, relation_to(command.txn, command.actor, id));
  if (relation < Relation::kSees) {
    return fail(Code::kNotFound, "There is no such thread to merge into, or you may not see it.");
  }
  TRY(v1::Thread thread, named_thread(command.txn, text));
  if (relation < Relation::kMember) {
    return fail(Code::kForbidden,
                "Only members can merge a thread into one of that community. Join first.");
  }
  TRY(const Id community, Id::parse(thread.community()));
  CHECKED(check_writable(command.txn, community));
  CHECKED(check_idle(command.txn, thread));
  return thread;
}

// As for a thread that is filed elsewhere.
Status check_readers(const Command& command, const v1::Thread& thread, const v1::Thread& into) {
  TRY(const Id source, Id::parse(thread.community()));
  TRY(const Id target, Id::parse(into.community()));
  TRY(const Relation relation, relation_to(command.txn, command.actor, source));
  if (source == target || relation >= Relation::kSteward) return {};
  return check_no_more_open(command.txn, source, target);
}

}  // namespace

Result<v1::MergeThreadsReply> merge_threads(Command& command,
                                            const v1::MergeThreadsRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const v1::Thread thread, named_thread(txn, request.thread()));
  CHECKED(check_may_regroup(command, thread));
  TRY(const Id from, Id::parse(thread.id()));
  TRY(const Id community, Id::parse(thread.community()));
  CHECKED(check_writable(txn, community));
  CHECKED(check_idle(txn, thread));
  TRY(const v1::Thread into, checked_target(command, request.into()));
  if (into.id() == thread.id()) {
    return fail(Code::kInvalid, "A thread cannot be merged into itself. Choose another.");
  }
  CHECKED(check_readers(command, thread, into));

  TRY(const Id to, Id::parse(into.id()));
  TRY(const v1::Head head, head_of(txn, from));
  store::v1::StoredTransfer transfer;
  transfer.set_to(std::string(to.bytes()));
  transfer.set_merging(true);
  transfer.set_next(1);
  transfer.set_last(head.last_ordinal());
  CHECKED(begin_transfer(txn, from, std::move(transfer)));

  v1::MergeThreadsReply reply;
  TRY(*reply.mutable_thread(), named_thread(txn, request.thread()));
  TRY(*reply.mutable_into(), named_thread(txn, request.into()));
  return reply;
}

}  // namespace fika::domain
