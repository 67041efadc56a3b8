// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fika/v1/reading.pb.h>

#include "server/domain/messages/messages.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/page.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<v1::ThreadView> view_of(const storage::Reader& reader, const Id& id) {
  v1::ThreadView view;
  TRY(*view.mutable_thread(), named_thread(reader, id.text()));
  TRY(*view.mutable_head(), head_of(reader, id));
  return view;
}

// A bootstrap carries the markers of the threads it carries; older ones come with their threads.
Result<v1::ThreadView> view_for_caller(const Query& query, const Id& id) {
  TRY(v1::ThreadView view, view_of(query.reader, id));
  TRY(auto marker, storage::find<v1::ReadMarker>(query.reader, query.actor.person, {id}));
  if (marker) *view.mutable_marker() = *std::move(marker);
  return view;
}

Status add_thread(const storage::Reader& reader, const Id& id, SnapshotBuilder& snapshot) {
  TRY(const v1::ThreadView view, view_of(reader, id));
  CHECKED(snapshot.add<v1::Thread>(id));
  CHECKED(snapshot.add<v1::Head>(id));
  snapshot.note_root(id);
  snapshot.note_person(view.thread().author());
  snapshot.note_person(view.head().last_author());
  return {};
}

}  // namespace

std::string activity_key(const Id& community, std::int64_t last_at_ms, const Id& thread) {
  return storage::KeyWriter()
      .id(community)
      .u64(~static_cast<std::uint64_t>(last_at_ms))
      .id(thread)
      .take();
}

std::string pinned_thread_key(const Id& community, const Id& thread) {
  return storage::KeyWriter().id(community).id(thread).take();
}

Status thread_activity(storage::Transaction& txn, const v1::Thread& thread,
                       const v1::Head* old_head, const v1::Head& new_head) {
  TRY(const Id id, Id::parse(thread.id()));
  TRY(const Id community, Id::parse(thread.community()));
  if (old_head != nullptr) {
    if (old_head->last_at_ms() == new_head.last_at_ms()) return {};
    txn.erase_index(kThreadsByActivity, activity_key(community, old_head->last_at_ms(), id));
  }
  txn.put_index(kThreadsByActivity, activity_key(community, new_head.last_at_ms(), id), {});
  return {};
}

Result<v1::Thread> named_thread(const storage::Reader& reader, std::string_view id) {
  TRY(const Id thread_id, Id::parse(id, "The thread"));
  TRY(auto thread, storage::find<v1::Thread>(reader, thread_id));
  if (!thread) return fail(Code::kNotFound, "There is no such thread, or you may not see it.");
  return *std::move(thread);
}

Result<Id> named_community(const storage::Reader& reader, std::string_view id) {
  TRY(const Id community, Id::parse(id, "The community"));
  TRY(const auto scope, storage::filed_scope_of(reader, community));
  if (scope == community_scope(community)) return community;
  return fail(Code::kNotFound, "There is no such community, or you may not see it.");
}

Result<std::vector<Id>> pinned_threads(const storage::Reader& reader, const Id& community) {
  std::vector<Id> pinned;
  const storage::Range range{.prefix = std::string(community.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kPinnedThreads, range,
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                pinned.push_back(parts.id());
                                return true;
                              }));
  return pinned;
}

Result<v1::ThreadView> get_thread(const Query& query, const v1::GetThreadRequest& request) {
  TRY(const Id id, Id::parse(request.thread(), "The thread"));
  return view_for_caller(query, id);
}

Result<v1::ListThreadsReply> list_threads(const Query& query,
                                          const v1::ListThreadsRequest& request) {
  TRY(const Id named, named_community(query.reader, request.community()));
  // Of one that was merged, those of the one that stays.
  TRY(const storage::Scope scope, storage::present_scope(query.reader, community_scope(named)));
  const Id& community = scope.id;
  if (request.limit() > kThreadsPageMax) {
    return fail(Code::kInvalid, "{} threads are too many at once; ask for at most {}.",
                request.limit(), kThreadsPageMax);
  }
  const std::uint32_t limit = request.limit() == 0 ? kThreadsPageDefault : request.limit();
  TRY(const ThreadPlace after, ThreadPlace::parse(request.page()));
  // One more than asked for says whether there is another page.
  TRY(const auto places, threads_after(query.reader, community, after, limit + 1));
  v1::ListThreadsReply reply;
  for (std::size_t i = 0; i < places.size() && i < limit; ++i) {
    TRY(*reply.add_threads(), view_for_caller(query, places[i].thread));
  }
  if (places.size() > limit) reply.set_next_page(places[limit - 1].text());
  return reply;
}

Status threads_in_snapshot(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot) {
  if (scope.kind == v1::SCOPE_KIND_PERSON) return snapshot.add_all<v1::ThreadLevel>(scope.id);
  if (scope.kind != v1::SCOPE_KIND_COMMUNITY) return {};
  TRY(const auto pinned, pinned_threads(query.reader, scope.id));
  for (const Id& thread : pinned) CHECKED(add_thread(query.reader, thread, snapshot));
  TRY(const auto newest,
      threads_after(query.reader, scope.id, ThreadPlace::first_by_activity(), kThreadsInSnapshot));
  for (const ThreadPlace& place : newest) {
    CHECKED(add_thread(query.reader, place.thread, snapshot));
  }
  return {};
}

}  // namespace fika::domain
