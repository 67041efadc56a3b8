// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/messages/messages.h"
#include "server/domain/threads/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<v1::ThreadKind> checked_kind(const Command& command, const Id& community,
                                    v1::ThreadKind kind) {
  switch (kind) {
    case v1::THREAD_KIND_UNSPECIFIED:
      return v1::THREAD_KIND_DISCUSSION;
    case v1::THREAD_KIND_DISCUSSION:
    case v1::THREAD_KIND_QUESTION:
      return kind;
    case v1::THREAD_KIND_ANNOUNCEMENT: {
      TRY(const Relation relation, relation_to(command.txn, command.actor, community));
      if (relation >= Relation::kSteward) return kind;
      return fail(Code::kForbidden,
                  "Announcements are the stewards'. Start a discussion, or ask a steward.");
    }
    case v1::THREAD_KIND_SESSION:
      return fail(Code::kInvalid,
                  "A session needs a time, which a thread started here cannot "
                  "have. Start a discussion.");
    default:
      return fail(Code::kInvalid, "There is no such kind of thread. Start a discussion.");
  }
}

Result<std::string> checked_title(const v1::StartThreadRequest& request) {
  if (!trim(request.title()).empty()) {
    return checked_line(request.title(), kTitleSizeMax, "The title");
  }
  CHECKED(check_body(request.text(), kMessageBytesMax, "The message"));
  std::string title = title_from(request.text());
  if (!title.empty()) return title;
  return fail(Code::kInvalid, "The first line gives no title. Write one.");
}

// A BCP 47 tag by its letters; which languages there are is not ours to say.
Result<std::string> checked_language(std::string_view text) {
  TRY(std::string language, checked_optional_line(text, kLanguageSizeMax, "The language"));
  constexpr std::string_view kTagSigns =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  if (language.find_first_not_of(kTagSigns) == language.npos) return language;
  return fail(Code::kInvalid, "The language is no tag such as sv or en-GB. Write one, or none.");
}

}  // namespace

// An erased root keeps its scope, but has no directory entry that create() would find.
Status check_root_is_free(const storage::Reader& reader, const Id& id) {
  TRY(const auto scope, storage::scope_of(reader, id));
  if (scope) return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
  return {};
}

Result<std::string> prepare_start(const Query&, const v1::StartThreadRequest& request) {
  return message_html(request.text(), true);
}

Result<v1::StartThreadReply> start_thread(Command& command, const v1::StartThreadRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const Id community, named_community(txn, request.community()));
  CHECKED(check_stands(txn, community));
  CHECKED(check_writable(txn, community));
  TRY(const Id id, Id::parse(request.id(), "The thread's id"));
  CHECKED(check_root_is_free(txn, id));

  v1::Thread thread;
  thread.set_id(id.text());
  thread.set_community(community.text());
  TRY(const v1::ThreadKind kind, checked_kind(command, community, request.kind()));
  thread.set_kind(kind);
  TRY(*thread.mutable_title(), checked_title(request));
  thread.set_author(command.actor.person.text());
  thread.set_created_at_ms(txn.time_ms());
  TRY(*thread.mutable_language(), checked_language(request.language()));
  CHECKED(txn.create(thread));
  CHECKED(txn.set_scope(id, community_scope(community)));

  const MessageRoot root{.id = id, .scope = community_scope(community), .thread = thread};
  v1::StartThreadReply reply;
  TRY(*reply.mutable_message(),
      post(command, root, {.id = request.message(), .text = request.text()}));
  *reply.mutable_thread() = std::move(thread);
  return reply;
}

}  // namespace fika::domain
