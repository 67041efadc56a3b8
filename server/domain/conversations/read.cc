// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fika/v1/communities.pb.h>

#include "server/domain/conversations/handlers.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<v1::ConversationView> view_of(const storage::Reader& reader, const Id& id) {
  TRY(auto conversation, storage::find<v1::Conversation>(reader, id));
  if (!conversation) {
    return fail(Code::kNotFound, "There is no such conversation, or you are not in it.");
  }
  v1::ConversationView view;
  *view.mutable_conversation() = *std::move(conversation);
  TRY(auto head, storage::find<v1::Head>(reader, id));
  if (head) *view.mutable_head() = *std::move(head);
  return view;
}

// A conversation nobody has written in yet counts from when it was started.
std::int64_t newest_ms(const v1::ConversationView& view) {
  return std::max(view.head().last_at_ms(), view.conversation().created_at_ms());
}

}  // namespace

Result<v1::ConversationView> get_conversation(const Query& query,
                                              const v1::GetConversationRequest& request) {
  TRY(const Id id, Id::parse(request.conversation(), "conversation"));
  return view_of(query.reader, id);
}

Result<v1::ListConversationsReply> list_conversations(const Query& query,
                                                      const v1::ListConversationsRequest&) {
  TRY(const auto scopes, subscriptions_of(query.reader, query.actor.person));
  std::vector<v1::ConversationView> views;
  for (const auto& held : scopes) {
    if (held.scope.kind != v1::SCOPE_KIND_CONVERSATION) continue;
    TRY(auto view, view_of(query.reader, held.scope.id));
    views.push_back(std::move(view));
  }
  std::ranges::sort(views, [](const v1::ConversationView& a, const v1::ConversationView& b) {
    return std::pair(newest_ms(a), a.conversation().id()) >
           std::pair(newest_ms(b), b.conversation().id());
  });
  if (views.size() > kConversationsListedMax) views.resize(kConversationsListedMax);
  v1::ListConversationsReply reply;
  for (auto& view : views) *reply.add_conversations() = std::move(view);
  return reply;
}

Status snapshot_conversation(const Query&, const storage::Scope& scope, SnapshotBuilder& snapshot) {
  if (scope.kind != v1::SCOPE_KIND_CONVERSATION) return {};
  CHECKED(snapshot.add<v1::Conversation>(scope.id));
  CHECKED(snapshot.add<v1::Head>(scope.id));
  CHECKED(snapshot.add_all<v1::Member>(scope.id));
  snapshot.note_root(scope.id);
  return {};
}

}  // namespace fika::domain
