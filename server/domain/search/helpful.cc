// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/helpful.h"

#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/document_text.h"
#include "server/domain/search/asking.h"
#include "server/domain/search/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::unexpected<Error> no_such_thing() {
  return fail(Code::kNotFound, "There is no such message, thread or page, or you may not see it.");
}

template <class M>
constexpr bool is_kind(const storage::Place& place) {
  return place.kind == storage::entity_type<M>().kind();
}

// kNotFound unless the caller sees it, and not in the trash; kState for a stub.
Status check_target(const Command& command, const Id& target) {
  TRY(const auto place, storage::place_of(command.txn, target));
  if (!place) return no_such_thing();
  TRY(const bool may, may_be_shown(command.txn, command.actor, place->root));
  if (!may) return no_such_thing();
  if (is_kind<v1::Thread>(*place) || is_kind<v1::Page>(*place)) return {};
  if (!is_kind<v1::Message>(*place)) return no_such_thing();
  TRY(const auto message, storage::find<v1::Message>(command.txn, place->root, {target}));
  if (!message) return no_such_thing();
  if (message->deleted()) return fail(Code::kState, "The message was deleted.");
  return {};
}

Status check_room(const storage::Reader& reader, const Id& person) {
  std::size_t count = 0;
  CHECKED(storage::for_each<v1::HelpfulMark>(
      reader, person, {}, [&](v1::HelpfulMark&&) { return ++count < kHelpfulMarksMax; }));
  if (count < kHelpfulMarksMax) return {};
  return fail(Code::kLimit, "You have marked {} things, as many as fit. Take some back first.",
              count);
}

std::string helped_key(const Id& target, const Id& person) {
  return storage::KeyWriter().id(target).id(person).take();
}

Status dependents(const storage::Reader& reader, const search::EntityName& changed,
                  std::vector<search::EntityName>& out) {
  const Id target = Id::from_bytes(changed.key);
  TRY(const auto place, storage::place_of(reader, target));
  if (!place) return {};
  if (!is_kind<v1::Message>(*place)) {
    out.push_back({place->kind, target, std::string()});
    return {};
  }
  out.push_back({place->kind, place->root, std::string(target.bytes())});
  // The message that opens a thread is found as the thread.
  TRY(const auto message, storage::find<v1::Message>(reader, place->root, {target}));
  if (message && message->ordinal() == 1) {
    out.push_back({storage::entity_type<v1::Thread>().kind(), place->root, std::string()});
  }
  return {};
}

}  // namespace

Result<std::size_t> helped_others(const storage::Reader& reader, const Id& target,
                                  const Id& author) {
  TRY(const std::size_t count, count_voices(reader, kHelped, target.bytes()));
  if (count == 0) return count;
  TRY(const auto own, storage::find_index(reader, kHelped, helped_key(target, author)));
  return own ? count - 1 : count;
}

Status erase_helpful_mark(storage::Transaction& txn, const Id& person, const Id& target) {
  txn.erase_index(kHelped, helped_key(target, person));
  return txn.erase<v1::HelpfulMark>(person, {target});
}

search::DocumentRow helpful_mark_dependents() {
  return {.entity_kind = storage::entity_type<v1::HelpfulMark>().kind(),
          .build = {},
          .dependents = &dependents};
}

Result<v1::MarkHelpfulReply> mark_helpful(Command& command, const v1::MarkHelpfulRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const Id target, Id::parse(request.id(), "The message, thread or page"));
  TRY(const auto present, storage::find<v1::HelpfulMark>(txn, person, {target}));
  if (request.undo()) {
    // What can no longer be seen can still be let go.
    if (present) CHECKED(erase_helpful_mark(txn, person, target));
    return v1::MarkHelpfulReply();
  }
  CHECKED(check_target(command, target));
  if (present) return v1::MarkHelpfulReply();
  CHECKED(check_room(txn, person));
  v1::HelpfulMark mark;
  mark.set_person(person.text());
  mark.set_target(target.text());
  mark.set_marked_at_ms(txn.time_ms());
  txn.put_index(kHelped, helped_key(target, person), {});
  CHECKED(txn.put(mark));
  return v1::MarkHelpfulReply();
}

Result<v1::GetHelpfulReply> get_helpful(const Query& query, const v1::GetHelpfulRequest& request) {
  TRY(const Id target, Id::parse(request.id(), "The message, thread or page"));
  TRY(const auto mark, storage::find<v1::HelpfulMark>(query.reader, query.actor.person, {target}));
  v1::GetHelpfulReply reply;
  reply.set_helped(mark.has_value());
  return reply;
}

}  // namespace fika::domain
