// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that come by import, with the times, quotes, reactions and mentions they had.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "server/domain/files/files.h"
#include "server/domain/importing/batch.h"
#include "server/domain/messages/messages.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Known: it came before. A message of the archive that has been filed elsewhere since is still that
// one.
Result<bool> is_known(const Batch& batch, const Id& id, const v1::Thread& thread) {
  const storage::Transaction& txn = batch.command.txn;
  TRY(const auto place, storage::place_of(txn, id));
  if (!place) return false;
  if (place->kind != storage::entity_type<v1::Message>().kind()) return id_in_use(id);
  if (place->root.text() == thread.id()) return true;
  TRY(const auto message, storage::find<v1::Message>(txn, place->root, {id}));
  if (!message || !message->imported()) return id_in_use(id);
  return true;
}

Status set_quotes(const Batch& batch, const v1::ImportedMessage& imported, v1::Message& message) {
  if (imported.quotes_size() > kImportedQuotesMax) {
    return fail(Code::kInvalid, "It quotes {} messages; at most {} fit.", imported.quotes_size(),
                kImportedQuotesMax);
  }
  for (const std::string& text : imported.quotes()) {
    TRY(const Id id, Id::parse(text, "A quoted message's id"));
    if (!batch.messages.contains(id)) {
      TRY(const auto place, storage::place_of(batch.command.txn, id));
      if (!place || place->kind != storage::entity_type<v1::Message>().kind()) continue;
    }
    message.add_quotes(id.text());
  }
  return {};
}

// Links to the archive's people lead to those who stand in for them; ids are all equally long.
void relink(std::string& text, const std::string& from, const std::string& to) {
  if (from == to) return;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

// Whom the message would have told: active people who see the thread.
Status set_mentions(Batch& batch, const v1::Thread& thread, v1::Message& message) {
  if (message.text().find("/people/") == std::string::npos) return {};
  TRY(const Id thread_id, Id::parse(thread.id()));
  for (const Id& id : mentions_in(message.text())) {
    TRY(const auto known, known_person(batch, id));
    if (!known) continue;
    const v1::Person& person = **known;
    relink(*message.mutable_text(), id.text(), person.id());
    relink(*message.mutable_html(), id.text(), person.id());
    if (person.former_colleague() || person.deactivated() || person.id() == message.author()) {
      continue;
    }
    const bool is_full = std::cmp_greater_equal(message.mentions_size(), kMentionsMax);
    const auto& mentions = message.mentions();
    if (is_full || std::ranges::find(mentions, person.id()) != mentions.end()) continue;
    Actor reader;
    TRY(reader.person, Id::parse(person.id()));
    reader.role = person.role();
    TRY(const Relation relation, relation_to(batch.command.txn, reader, thread_id));
    if (relation >= Relation::kSees) message.add_mentions(person.id());
  }
  return {};
}

Status put_reactions(Batch& batch, const v1::ImportedMessage& imported,
                     const v1::Message& message) {
  storage::Transaction& txn = batch.command.txn;
  TRY(const Id id, Id::parse(message.id()));
  std::map<std::string, std::set<std::string>> people_by_emoji;
  for (const v1::ImportedReaction& one : imported.reactions()) {
    TRY(std::string emoji, checked_line(one.emoji(), kReactionBytesMax, "A reaction"));
    if (emoji.size() > kReactionBytesMax) {
      return fail(Code::kInvalid, "A reaction is {} bytes long; at most {} fit.", emoji.size(),
                  kReactionBytesMax);
    }
    TRY(const v1::Person* const person, person_for(batch, one.person()));
    people_by_emoji[std::move(emoji)].insert(person->id());
  }
  if (people_by_emoji.size() > kReactionKindsMax) {
    return fail(Code::kInvalid, "It has {} kinds of reactions; at most {} fit.",
                people_by_emoji.size(), kReactionKindsMax);
  }
  std::uint64_t count = 0;
  for (const auto& [emoji, people] : people_by_emoji) {
    for (const std::string& person : people) {
      v1::Reaction reaction;
      reaction.set_root(message.root());
      reaction.set_message(message.id());
      reaction.set_person(person);
      reaction.set_emoji(emoji);
      CHECKED(txn.put(reaction));
    }
    txn.put_index(kReactionCounts, storage::KeyWriter().id(id).text(emoji).take(),
                  storage::KeyWriter().u64(people.size()).take());
    count += people.size();
  }
  if (count > kReactionsMax) {
    return fail(Code::kInvalid, "It has {} reactions; at most {} fit.", count, kReactionsMax);
  }
  batch.reply.set_reactions_added(batch.reply.reactions_added() +
                                  static_cast<std::uint32_t>(count));
  return {};
}

}  // namespace

Status import_message(Batch& batch, const v1::ImportedMessage& imported) {
  std::string html = take_html(batch);
  TRY(const Id id, Id::parse(imported.id(), "The message's id"));
  TRY(ImportedThreadState* const place, thread_for(batch, imported.thread()));
  TRY(const bool known, is_known(batch, id, place->thread));
  if (known) {
    batch.reply.set_messages_known(batch.reply.messages_known() + 1);
    return {};
  }
  TRY(const v1::Person* const author, person_for(batch, imported.author()));
  CHECKED(check_body(imported.text(), kMessageBytesMax, "The text"));
  CHECKED(check_time(batch, imported.created_at_ms()));
  if (imported.edited_at_ms() != 0) CHECKED(check_time(batch, imported.edited_at_ms()));
  v1::Message message;
  message.set_root(place->thread.id());
  message.set_id(id.text());
  message.set_author(author->id());
  message.set_text(imported.text());
  message.set_html(std::move(html));
  message.set_created_at_ms(imported.created_at_ms());
  message.set_edited_at_ms(imported.edited_at_ms());
  message.set_imported(true);
  CHECKED(set_quotes(batch, imported, message));
  CHECKED(set_mentions(batch, place->thread, message));
  // The importer has uploaded them; whoever reads the archive then reads them too.
  if (const auto files = files_in(imported.text()); !files.empty()) {
    TRY(const auto held, hold_files(batch.command.txn, batch.command.actor, id, files));
    message.mutable_files()->Assign(held.begin(), held.end());
  }
  CHECKED(put_new_message(batch.command.txn, message, place->head));
  batch.reply.set_messages_added(batch.reply.messages_added() + 1);
  return put_reactions(batch, imported, message);
}

}  // namespace fika::domain
