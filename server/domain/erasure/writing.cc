// SPDX-License-Identifier: GPL-3.0-or-later
// What the person wrote, and where others wrote their name.
#include <fika/store/v1/domain.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/erasure/phases.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/threads/threads.h"

namespace fika::domain {
namespace {

// How far into a thread somebody else's words are looked for.
constexpr std::size_t kMessagesForTitleMax = 50;

Result<std::string> title_by_others(const storage::Reader& reader, const Subject& subject,
                                    const Id& thread) {
  TRY(const Stretch places,
      index_stretch(reader, kMessagesByOrdinal, thread.bytes(), {}, kMessagesForTitleMax));
  for (const Row& place : places.rows) {
    TRY(const auto message,
        storage::find<v1::Message>(reader, thread, {Id::from_bytes(place.value)}));
    if (!message || message->deleted() || message->author() == subject.id.text()) continue;
    std::string title = title_from(without_name(message->text(), subject.id));
    if (!title.empty()) return title;
  }
  return std::string(kFormerColleague);
}

// A title made from a message's text goes the way of the text.
Status follow_text(storage::Transaction& txn, const Subject& subject, const Id& root,
                   const v1::Message& before, const std::string& text) {
  TRY(auto thread, storage::find<v1::Thread>(txn, root));
  if (!thread || thread->title() != title_from(before.text())) return {};
  std::string title = title_from(text);
  if (title.empty()) {
    TRY(title, title_by_others(txn, subject, root));
  }
  if (title == thread->title()) return {};
  thread->set_title(std::move(title));
  return txn.put(*thread);
}

Status erase_own(storage::Transaction& txn, const Subject& subject, const Id& root,
                 const v1::Message& message) {
  CHECKED(follow_text(txn, subject, root, message, {}));
  Actor author;
  author.person = subject.id;
  Command command{txn, author, subject.organisation, {}};
  v1::DeleteMessageRequest request;
  request.set_message(message.id());
  CHECKED(delete_message(command, request));
  return {};
}

Status rewrite(storage::Transaction& txn, const Subject& subject, const Id& root,
               const v1::Message& message) {
  std::string text = without_name(message.text(), subject.id);
  if (text == message.text()) return {};
  CHECKED(follow_text(txn, subject, root, message, text));
  v1::Message rewritten = message;
  TRY(const bool has_groups, has_group_mentions(txn, root));
  // On the writer thread, which otherwise renders nothing: few messages name one person.
  if (!message.html().empty()) {
    TRY(*rewritten.mutable_html(), message_html(text, has_groups));
  }
  rewritten.set_text(std::move(text));
  return txn.put(rewritten);
}

Status take_reactions_back(storage::Transaction& txn, const Subject& subject, const Id& root,
                           const Id& message) {
  TRY(const auto reactions, storage::all_of<v1::Reaction>(txn, root, {message, subject.id}));
  for (const v1::Reaction& reaction : reactions) {
    Actor reader;
    reader.person = subject.id;
    Command command{txn, reader, subject.organisation, {}};
    v1::RemoveReactionRequest request;
    request.set_message(reaction.message());
    request.set_emoji(reaction.emoji());
    CHECKED(remove_reaction(command, request));
  }
  return {};
}

}  // namespace

Result<std::string> retitle_threads(storage::Transaction& txn, const Subject& subject,
                                    const std::string& from, std::size_t rows_max) {
  // Who was erased before has no titles any more: what stands there now is somebody else's.
  if (subject.is_blank()) return std::string();
  TRY(const Stretch found, entity_stretch<v1::Thread>(txn, from, rows_max));
  for (const Row& row : found.rows) {
    TRY(auto thread, storage::parse_row<v1::Thread>(row.value));
    if (thread.author() != subject.id.text()) continue;
    TRY(const Id id, Id::parse(thread.id()));
    TRY(std::string title, title_by_others(txn, subject, id));
    if (title == thread.title()) continue;
    thread.set_title(std::move(title));
    CHECKED(txn.put(thread));
  }
  return found.next;
}

Result<std::string> erase_messages(storage::Transaction& txn, const Subject& subject,
                                   const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, entity_stretch<v1::Message>(txn, from, rows_max));
  for (const Row& row : found.rows) {
    TRY(const auto message, storage::parse_row<v1::Message>(row.value));
    TRY(const Id root, Id::parse(message.root()));
    TRY(const Id id, Id::parse(message.id()));
    if (message.deleted()) continue;
    if (message.author() == subject.id.text()) {
      CHECKED(erase_own(txn, subject, root, message));
      continue;
    }
    CHECKED(rewrite(txn, subject, root, message));
    CHECKED(take_reactions_back(txn, subject, root, id));
  }
  return found.next;
}

Result<std::string> rewrite_edits(storage::Transaction& txn, const Subject& subject,
                                  const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, index_stretch(txn, kEdits, {}, from, rows_max));
  for (const Row& row : found.rows) {
    store::v1::StoredEdit edit;
    if (!edit.ParseFromString(row.value)) {
      return fail(Code::kDataLoss, "A stored edit cannot be read. Run fika-server verify.");
    }
    std::string text = without_name(edit.text(), subject.id);
    if (text == edit.text()) continue;
    edit.set_text(std::move(text));
    txn.put_index(kEdits, row.key, edit.SerializeAsString());
  }
  return found.next;
}

Result<std::string> rewrite_drafts(storage::Transaction& txn, const Subject& subject,
                                   const std::string& from, std::size_t rows_max) {
  TRY(const Stretch found, entity_stretch<v1::Draft>(txn, from, rows_max));
  for (const Row& row : found.rows) {
    TRY(auto draft, storage::parse_row<v1::Draft>(row.value));
    std::string text = without_name(draft.text(), subject.id);
    if (text == draft.text()) continue;
    draft.set_text(std::move(text));
    CHECKED(txn.put(draft));
  }
  return found.next;
}

}  // namespace fika::domain
