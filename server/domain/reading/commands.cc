// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts and the inbox. markers.cc has read markers.
#include <fika/v1/pages.pb.h>

#include "base/text.h"
#include "server/domain/reading/handlers.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Something can be written there, and the person sees it.
Status check_target(const Command& command, const Id& target) {
  TRY(const auto scope, storage::scope_of(command.txn, target));
  TRY(const auto place, storage::place_of(command.txn, target));
  const bool is_page = place && place->kind == storage::entity_type<v1::Page>().kind();
  Relation relation = Relation::kStranger;
  if (scope && (is_page || scope->kind == v1::SCOPE_KIND_COMMUNITY ||
                scope->kind == v1::SCOPE_KIND_CONVERSATION)) {
    TRY(relation, relation_to_scope(command.txn, command.actor, *scope));
  }
  if (relation >= Relation::kSees) return {};
  return fail(
      Code::kNotFound,
      "What the draft is for is not there, or you may not see it. Keep the text elsewhere.");
}

Status check_text(std::string_view text) {
  return text.empty() ? Status() : check_body(text, kDraftBytesMax, "The draft");
}

// `draft` fits beside the person's others.
Status check_room(const storage::Reader& reader, const v1::Draft& draft, const Id& person) {
  std::size_t count = 1;
  std::size_t size = draft.ByteSizeLong();
  CHECKED(storage::for_each<v1::Draft>(reader, person, {}, [&](v1::Draft&& other) {
    if (other.target() == draft.target()) return true;
    ++count;
    size += other.ByteSizeLong();
    return count <= kDraftsMax;
  }));
  if (count > kDraftsMax) {
    return fail(Code::kLimit, "You have {} drafts, as many as fit. Send or discard one first.",
                kDraftsMax);
  }
  if (size > kDraftsBytesMax) {
    return fail(Code::kLimit,
                "Your drafts together are longer than {} KB. Send or discard one first.",
                kDraftsBytesMax / 1024);
  }
  return {};
}

}  // namespace

Result<v1::SaveDraftReply> save_draft(Command& command, const v1::SaveDraftRequest& request) {
  TRY(const Id target, Id::parse(request.target(), "What the draft is for"));
  const Id& person = command.actor.person;
  v1::SaveDraftReply reply;
  v1::Draft& draft = *reply.mutable_draft();
  draft.set_person(person.text());
  draft.set_target(target.text());
  draft.set_updated_at_ms(command.txn.time_ms());
  TRY(*draft.mutable_title(),
      checked_optional_line(request.title(), kDraftTitleSizeMax, "The draft's title"));
  const std::string_view text = trim(request.text()).empty() ? std::string_view() : request.text();
  CHECKED(check_text(text));
  draft.set_text(std::string(text));
  // Whoever has lost sight of the target can still discard what they wrote for it.
  if (draft.title().empty() && draft.text().empty()) {
    CHECKED(command.txn.erase<v1::Draft>(person, {target}));
    return reply;
  }
  CHECKED(check_target(command, target));
  CHECKED(check_room(command.txn, draft, person));
  CHECKED(command.txn.put(draft));
  return reply;
}

Result<v1::InboxItem> set_inbox_done(Command& command, const v1::SetInboxDoneRequest& request) {
  TRY(const Id id, Id::parse(request.item(), "The inbox item"));
  TRY(auto item, storage::find<v1::InboxItem>(command.txn, command.actor.person, {id}));
  if (!item) return fail(Code::kNotFound, "There is no such item in your inbox.");
  if (item->done() == request.done()) return *std::move(item);
  item->set_done(request.done());
  CHECKED(command.txn.put(*item));
  return *std::move(item);
}

}  // namespace fika::domain
