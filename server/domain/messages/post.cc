// SPDX-License-Identifier: GPL-3.0-or-later
// Posting: the hot path. Every row it writes is synced before anybody sees the post, so there are
// few. A post in a thread writes
//   Message, its directory entry, Head, kMessagesByOrdinal     always
//   kThreadsByActivity, old place erased and new one put       when the millisecond is another
//   ReadMarker of the author                                   when they had read to the end
//   InboxItem, its directory entry, kInboxByMessage            for each person mentioned
//   GroupMention                                               for @thread or @community
//   kFilesOfHolder, kHoldersOfFile                             for each file the text names
//   kMessagesByPage                                            for each page the text links to
// and reads, after the policy: thread and community (or conversation's scope, or the page and those
// above it), Head, three look-ups
// for the id being free, the author's marker, and person and standing of each person mentioned.
#include <algorithm>

#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/files/files.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/messages/notices.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/pages/pages.h"
#include "server/domain/reading/reading.h"
#include "server/domain/threads/threads.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Quotes must be messages that the author may see: whoever guesses an id learns nothing.
Result<std::vector<Id>> checked_quotes(const Command& command,
                                       const std::vector<std::string>& quotes) {
  std::vector<Id> checked;
  if (quotes.size() > static_cast<std::size_t>(kQuotesMax)) {
    return fail(Code::kInvalid, "The message quotes {} others; at most {} fit. Leave some out.",
                quotes.size(), kQuotesMax);
  }
  for (const std::string& quote : quotes) {
    TRY(const Id id, Id::parse(quote, "The quoted message"));
    TRY(const auto place, storage::place_of(command.txn, id));
    Relation relation = Relation::kStranger;
    if (place && place->kind == storage::entity_type<v1::Message>().kind()) {
      TRY(relation, relation_to(command.txn, command.actor, place->root));
    }
    if (relation < Relation::kSees) {
      return fail(Code::kNotFound,
                  "A quoted message is not there, or you may not see it. Take the quote out.");
    }
    checked.push_back(id);
  }
  return checked;
}

}  // namespace

Result<v1::Head> head_of(const storage::Reader& reader, const Id& root) {
  TRY(auto head, storage::find<v1::Head>(reader, root));
  if (head) return *std::move(head);
  v1::Head none;
  none.set_root(root.text());
  return none;
}

Result<MessageRoot> message_root(const storage::Reader& reader, std::string_view root) {
  MessageRoot found;
  TRY(found.id, Id::parse(root, "The thread, conversation or page"));
  TRY(const auto scope, storage::scope_of(reader, found.id));
  if (scope) {
    found.scope = *scope;
    if (scope->kind == v1::SCOPE_KIND_CONVERSATION && scope->id == found.id) return found;
    if (scope->kind == v1::SCOPE_KIND_COMMUNITY) {
      TRY(found.thread, storage::find<v1::Thread>(reader, found.id));
      if (found.thread) return found;
    }
    // Anything but a person's own scope may hold pages.
    if (scope->kind != v1::SCOPE_KIND_PERSON) {
      TRY(const auto place, storage::place_of(reader, found.id));
      found.is_page = place && place->kind == storage::entity_type<v1::Page>().kind();
      if (found.is_page) return found;
    }
  }
  return fail(Code::kNotFound,
              "There is no such thread, conversation or page, or you may not see it.");
}

Status check_open(const storage::Reader& reader, const MessageRoot& root) {
  if (root.scope.kind == v1::SCOPE_KIND_COMMUNITY) CHECKED(check_writable(reader, root.scope.id));
  if (!root.is_page) return {};
  TRY(const auto page, storage::find<v1::Page>(reader, root.id));
  if (!page) return fail(Code::kDataLoss, "A page is missing. Run fika-server verify.");
  TRY(const bool is_gone, is_in_trash(reader, *page));
  if (!is_gone) return {};
  return fail(Code::kState, "The page {} is in the trash, and so is its talk. Bring it back first.",
              page->title());
}

Status put_new_message(storage::Transaction& txn, v1::Message& message, v1::Head& head) {
  TRY(const Id root, Id::parse(message.root(), "The thread, conversation or page"));
  TRY(const Id id, Id::parse(message.id(), "The message's id"));
  // An erased root keeps its scope, but has no directory entry that create() would find.
  TRY(const auto scope, storage::scope_of(txn, id));
  if (scope) return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
  const std::uint64_t ordinal = head.last_ordinal() + 1;
  message.set_ordinal(ordinal);
  CHECKED(txn.create(message));
  follow_page_links(txn, id, {}, message.text());
  txn.put_index(kMessagesByOrdinal, storage::KeyWriter().id(root).u64(ordinal).take(),
                std::string(id.bytes()));
  head.set_root(message.root());
  head.set_last_ordinal(ordinal);
  head.set_last_at_ms(std::max(head.last_at_ms(), message.created_at_ms()));
  head.set_last_author(message.author());
  return txn.put(head);
}

Result<v1::Message> post(Command& command, const MessageRoot& root, const NewPost& draft) {
  CHECKED(check_body(draft.text, kMessageBytesMax, "The message"));
  storage::Transaction& txn = command.txn;
  v1::Message message;
  message.set_root(root.id.text());
  TRY(const Id id, Id::parse(draft.id, "The message's id"));
  message.set_id(id.text());
  message.set_author(command.actor.person.text());
  message.set_text(std::string(draft.text));
  message.set_html(std::string(command.prepared));
  message.set_created_at_ms(txn.time_ms());
  TRY(const auto quotes, checked_quotes(command, draft.quotes));
  for (const Id& quote : quotes) message.add_quotes(quote.text());
  CHECKED(set_mentions(command, root.id, message));

  if (const auto files = files_in(draft.text); !files.empty()) {
    TRY(const auto held, hold_files(txn, command.actor, id, files));
    message.mutable_files()->Assign(held.begin(), held.end());
  }

  TRY(const v1::Head before, head_of(txn, root.id));
  v1::Head head = before;
  CHECKED(put_new_message(txn, message, head));
  if (root.thread) {
    CHECKED(
        thread_activity(txn, *root.thread, before.last_ordinal() == 0 ? nullptr : &before, head));
  }
  CHECKED(tell_mentioned(txn, root, message, nullptr));
  CHECKED(advance_own_marker(txn, command.actor.person, root.id, before, head.last_ordinal()));
  return message;
}

Result<v1::Message> post_message(Command& command, const v1::PostMessageRequest& request) {
  TRY(const MessageRoot root, message_root(command.txn, request.root()));
  CHECKED(check_open(command.txn, root));
  if (root.thread) CHECKED(check_takes_posts(*root.thread));
  return post(command, root,
              {.id = request.id(),
               .text = request.text(),
               .quotes = {request.quotes().begin(), request.quotes().end()}});
}

}  // namespace fika::domain
