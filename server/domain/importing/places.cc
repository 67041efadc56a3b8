// SPDX-License-Identifier: GPL-3.0-or-later
// Communities and threads that come by import.
#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/importing/batch.h"
#include "server/domain/members.h"
#include "server/domain/messages/messages.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/threads.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<bool> came_by_import(const storage::Reader& reader, const Id& root) {
  TRY(const auto row, storage::find_index(reader, kImportedRoots, root.bytes()));
  return row.has_value();
}

// Nothing is there under the id, nor was anything that has been erased.
Status check_free(const storage::Reader& reader, const Id& id) {
  TRY(const auto place, storage::place_of(reader, id));
  TRY(const auto scope, storage::scope_of(reader, id));
  if (place || scope) return id_in_use(id);
  return {};
}

Status put_community(Batch& batch, const Id& id, const v1::ImportedCommunity& imported) {
  storage::Transaction& txn = batch.command.txn;
  CHECKED(check_free(txn, id));
  v1::Community community;
  community.set_id(id.text());
  TRY(*community.mutable_name(), checked_line(imported.name(), kCommunityNameMax, "The name"));
  TRY(*community.mutable_purpose(), checked_purpose(imported.purpose()));
  if (!v1::Openness_IsValid(imported.openness())) {
    return fail(Code::kInvalid, "A community is open, on request or private. Choose one of them.");
  }
  const bool is_unsaid = imported.openness() == v1::OPENNESS_UNSPECIFIED;
  community.set_openness(is_unsaid ? v1::OPENNESS_OPEN : imported.openness());
  community.set_archived(imported.archived());
  community.set_created_by(batch.command.actor.person.text());
  CHECKED(check_time(batch, imported.created_at_ms()));
  community.set_created_at_ms(imported.created_at_ms());
  community.set_imported(true);
  CHECKED(put_new_community(txn, community));
  txn.put_index(kImportedRoots, id.bytes(), {});
  return {};
}

// Those who never were in: somebody who has left since stays out.
Status add_members(Batch& batch, const Id& community, const v1::ImportedCommunity& imported) {
  storage::Transaction& txn = batch.command.txn;
  bool is_changed = false;
  for (const std::string& text : imported.members()) {
    TRY(const v1::Person* const person, person_for(batch, text));
    TRY(const Id id, Id::parse(person->id()));
    TRY(const auto present, storage::find<v1::Member>(txn, community, {id}));
    if (present) continue;
    CHECKED(add_member(txn, community_scope(community), *person, false));
    is_changed = true;
  }
  if (!is_changed) return {};
  return community_changed(txn, community);
}

}  // namespace

Status import_community(Batch& batch, const v1::ImportedCommunity& imported) {
  TRY(const Id id, Id::parse(imported.id(), "The community's id"));
  const storage::Transaction& txn = batch.command.txn;
  TRY(const bool is_imported, came_by_import(txn, id));
  if (!is_imported) {
    CHECKED(put_community(batch, id, imported));
    batch.reply.set_communities_added(batch.reply.communities_added() + 1);
    return add_members(batch, id, imported);
  }
  TRY(const auto present, storage::find<v1::Community>(txn, id));
  if (!present) return id_in_use(id);
  batch.reply.set_communities_known(batch.reply.communities_known() + 1);
  // In the one it has been merged into since, or is about to be.
  TRY(const Id home, heir_of(txn, id));
  return add_members(batch, home, imported);
}

Result<ImportedThreadState*> thread_for(Batch& batch, std::string_view text) {
  TRY(const Id id, Id::parse(text, "The thread's id"));
  if (const auto cached = batch.threads.find(id); cached != batch.threads.end()) {
    return &cached->second;
  }
  const storage::Transaction& txn = batch.command.txn;
  TRY(const bool is_imported, came_by_import(txn, id));
  TRY(auto thread, storage::find<v1::Thread>(txn, id));
  if (!is_imported || !thread) {
    return fail(Code::kInvalid, "The thread {} has not been imported. Send the threads first.",
                id.text());
  }
  TRY(const v1::Head head, head_of(txn, id));
  return &batch.threads.emplace(id, ImportedThreadState{*std::move(thread), head, head})
              .first->second;
}

Status import_thread(Batch& batch, const v1::ImportedThread& imported) {
  storage::Transaction& txn = batch.command.txn;
  TRY(const Id id, Id::parse(imported.id(), "The thread's id"));
  TRY(const bool is_imported, came_by_import(txn, id));
  if (is_imported) {
    // Wherever a steward has filed it since.
    CHECKED(thread_for(batch, imported.id()));
    batch.reply.set_threads_known(batch.reply.threads_known() + 1);
    return {};
  }
  CHECKED(check_free(txn, id));
  TRY(const Id community, Id::parse(imported.community(), "The community's id"));
  TRY(const bool has_community, came_by_import(txn, community));
  // One that is being merged takes its threads along; one that was has them in the other.
  TRY(const auto home, present_community(txn, community));
  if (!has_community || !home) {
    return fail(Code::kInvalid,
                "The community {} has not been imported. Send the communities first.",
                community.text());
  }
  TRY(const Id home_id, Id::parse(home->id()));
  TRY(const v1::Person* const author, person_for(batch, imported.author()));
  CHECKED(check_time(batch, imported.created_at_ms()));
  v1::Thread thread;
  thread.set_id(id.text());
  thread.set_community(home->id());
  thread.set_kind(v1::THREAD_KIND_DISCUSSION);
  TRY(*thread.mutable_title(), checked_line(imported.title(), kTitleSizeMax, "The title"));
  thread.set_author(author->id());
  thread.set_created_at_ms(imported.created_at_ms());
  thread.set_imported(true);
  CHECKED(txn.create(thread));
  // In the scope of the community, not a scope named by itself: a thread is a root, never a scope.
  CHECKED(txn.set_scope(id, community_scope(home_id)));
  v1::Head head;
  head.set_root(thread.id());
  CHECKED(txn.put(head));
  txn.put_index(kImportedRoots, id.bytes(), {});
  batch.threads.emplace(id, ImportedThreadState{std::move(thread), head, head});
  batch.reply.set_threads_added(batch.reply.threads_added() + 1);
  return {};
}

Status finish_threads(Batch& batch) {
  for (const auto& [id, state] : batch.threads) {
    if (state.head.last_ordinal() == state.before.last_ordinal()) continue;
    // A thread is filed by its activity from its first message on.
    const v1::Head* const before = state.before.last_ordinal() == 0 ? nullptr : &state.before;
    // What was merged into another stands in no list.
    if (!state.thread.merged_into().empty()) continue;
    CHECKED(thread_activity(batch.command.txn, state.thread, before, state.head));
  }
  return {};
}

}  // namespace fika::domain
