// SPDX-License-Identifier: GPL-3.0-or-later
// Splitting: messages of a thread begin a new one beside it.
#include <algorithm>

#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/handlers.h"
#include "server/domain/threads/transfer.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

using store::v1::StoredTransfer;

Result<v1::Message> message_in(const storage::Reader& reader, const Id& thread,
                               std::string_view text) {
  TRY(const Id id, Id::parse(text, "The message"));
  TRY(auto message, storage::find<v1::Message>(reader, thread, {id}));
  if (message) return *std::move(message);
  return fail(Code::kNotFound, "A message is not in this thread. Choose among those that are.");
}

Status choose_following(const storage::Reader& reader, const Id& thread, const std::string& text,
                        StoredTransfer& transfer) {
  TRY(const v1::Message first, message_in(reader, thread, text));
  TRY(const v1::Head head, head_of(reader, thread));
  transfer.set_next(first.ordinal());
  transfer.set_last(head.last_ordinal());
  return {};
}

Status choose_these(const storage::Reader& reader, const Id& thread,
                    const v1::SplitThreadRequest& request, StoredTransfer& transfer) {
  if (request.messages_size() > kSplitMessagesMax) {
    return fail(Code::kInvalid,
                "{} messages are too many at once; choose at most {}, or all from one on.",
                request.messages_size(), kSplitMessagesMax);
  }
  std::vector<std::uint64_t> ordinals;
  for (const std::string& text : request.messages()) {
    TRY(const v1::Message message, message_in(reader, thread, text));
    ordinals.push_back(message.ordinal());
  }
  std::ranges::sort(ordinals);
  const auto repeated = std::ranges::unique(ordinals);
  ordinals.erase(repeated.begin(), repeated.end());
  transfer.set_next(ordinals.front());
  transfer.set_last(ordinals.back());
  transfer.mutable_only()->Add(ordinals.begin(), ordinals.end());
  return {};
}

Result<StoredTransfer> chosen(const storage::Reader& reader, const Id& thread,
                              const v1::SplitThreadRequest& request) {
  StoredTransfer transfer;
  if (request.from_message().empty() == request.messages().empty()) {
    return fail(Code::kInvalid,
                "Choose the messages, or the one from which on all go into the new thread.");
  }
  if (request.messages().empty()) {
    CHECKED(choose_following(reader, thread, request.from_message(), transfer));
  } else {
    CHECKED(choose_these(reader, thread, request, transfer));
  }
  return transfer;
}

// The first that is no stub, which is what the new thread begins with.
Result<v1::Message> first_of(const storage::Reader& reader, const Id& thread,
                             const StoredTransfer& transfer) {
  std::optional<v1::Message> first;
  Status status;
  const storage::Range range{.prefix = std::string(thread.bytes()),
                             .bound = storage::KeyWriter().id(thread).u64(transfer.next()).take()};
  const auto visit = [&](std::string_view key, std::string_view value) -> Result<bool> {
    storage::KeyReader parts(key);
    parts.id();
    const std::uint64_t ordinal = parts.u64();
    if (ordinal > transfer.last()) return false;
    const auto& only = transfer.only();
    if (!only.empty() && !std::ranges::binary_search(only, ordinal)) return true;
    TRY(first, storage::find<v1::Message>(reader, thread, {Id::from_bytes(value)}));
    if (first && first->deleted()) first.reset();
    return !first;
  };
  CHECKED(storage::scan_index(reader, kMessagesByOrdinal, range, [&](auto key, auto value) {
    const auto goes_on = visit(key, value);
    if (!goes_on) status = std::unexpected(goes_on.error());
    return goes_on && *goes_on;
  }));
  if (!status) return std::unexpected(std::move(status).error());
  if (first) return *std::move(first);
  return fail(Code::kState, "The messages were deleted or moved; nothing is left to take out.");
}

Result<std::string> split_title(const v1::SplitThreadRequest& request, const v1::Message& first) {
  if (!trim(request.title()).empty()) {
    return checked_line(request.title(), kTitleSizeMax, "The title");
  }
  std::string title = title_from(first.text());
  if (!title.empty()) return title;
  return fail(Code::kInvalid, "The first line gives no title. Write one.");
}

}  // namespace

Result<v1::SplitThreadReply> split_thread(Command& command, const v1::SplitThreadRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const v1::Thread thread, named_thread(txn, request.thread()));
  CHECKED(check_may_regroup(command, thread));
  TRY(const Id from, Id::parse(thread.id()));
  TRY(const Id community, Id::parse(thread.community()));
  CHECKED(check_writable(txn, community));
  CHECKED(check_idle(txn, thread));
  TRY(const Id id, Id::parse(request.id(), "The new thread's id"));
  CHECKED(check_root_is_free(txn, id));
  TRY(StoredTransfer transfer, chosen(txn, from, request));
  TRY(const v1::Message first, first_of(txn, from, transfer));

  v1::Thread made;
  made.set_id(id.text());
  // Where the thread is to be filed soon, if its community was merged into another.
  TRY(const Id home, heir_of(txn, community));
  made.set_community(home.text());
  const bool is_question = thread.kind() == v1::THREAD_KIND_QUESTION;
  made.set_kind(is_question ? v1::THREAD_KIND_QUESTION : v1::THREAD_KIND_DISCUSSION);
  TRY(*made.mutable_title(), split_title(request, first));
  made.set_author(first.author());
  made.set_created_at_ms(txn.time_ms());
  made.set_language(thread.language());
  CHECKED(txn.create(made));
  CHECKED(txn.set_scope(id, community_scope(home)));
  transfer.set_to(std::string(id.bytes()));
  CHECKED(begin_transfer(txn, from, std::move(transfer)));

  v1::SplitThreadReply reply;
  TRY(*reply.mutable_thread(), named_thread(txn, request.thread()));
  *reply.mutable_new_thread() = std::move(made);
  return reply;
}

}  // namespace fika::domain
