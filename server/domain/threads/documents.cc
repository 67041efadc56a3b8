// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/documents.h"

#include <algorithm>
#include <functional>
#include <string>

#include "server/domain/document_text.h"
#include "server/domain/messages/documents.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/pages.h"
#include "server/domain/search/helpful.h"
#include "server/domain/threads/threads.h"

namespace fika::domain {
namespace {

// The messages of a thread in their order, from the ordinal on; false ends.
Status for_each_message(const storage::Reader& reader, const Id& thread, std::uint64_t from,
                        const std::function<bool(const v1::Message& message)>& visit) {
  Status status;
  const storage::Range range{.prefix = std::string(thread.bytes()),
                             .bound = storage::KeyWriter().id(thread).u64(from).take()};
  CHECKED(storage::scan_index(
      reader, kMessagesByOrdinal, range, [&](std::string_view, std::string_view message) {
        const auto found = storage::find<v1::Message>(reader, thread, {Id::from_bytes(message)});
        if (found) return !*found || visit(**found);
        status = std::unexpected(found.error());
        return false;
      }));
  return status;
}

Status put_opening(const storage::Reader& reader, search::Document& document) {
  std::optional<v1::Message> opening;
  CHECKED(for_each_message(reader, document.root, 1, [&](const v1::Message& message) {
    if (message.ordinal() == 1) opening = message;
    return false;
  }));
  if (!opening || opening->deleted()) return {};
  put_message_text(document, *opening);
  TRY(const Id id, Id::parse(opening->id()));
  TRY(const std::size_t helped, helped_others(reader, id, document.author));
  TRY(const std::size_t sources, count_voices(reader, kPagesBySource, id.bytes()));
  document.authority = authority_of({.helped = helped, .linked = sources});
  return {};
}

Status put_states(const storage::Reader& reader, const v1::Thread& thread,
                  search::Document& document) {
  using search::State;
  if (thread.kind() == v1::THREAD_KIND_ANNOUNCEMENT) {
    document.states.push_back(State::kAnnouncement);
  }
  if (thread.resolved()) document.states.push_back(State::kResolved);
  if (thread.pinned()) document.states.push_back(State::kPinned);
  if (thread.imported()) document.states.push_back(State::kImported);
  if (thread.kind() != v1::THREAD_KIND_QUESTION) return {};
  document.states.push_back(State::kQuestion);
  if (thread.resolved()) return {};
  TRY(const auto answer, first_answer(reader, thread));
  if (!answer) document.states.push_back(State::kUnanswered);
  return {};
}

Status build(const storage::Reader& reader, const v1::Thread& thread,
             std::vector<search::Document>& out) {
  if (!thread.merged_into().empty()) return {};
  search::Document document;
  document.kind = search::Kind::kThread;
  TRY(document.id, Id::parse(thread.id()));
  document.root = document.id;
  TRY(const auto scope, storage::filed_scope_of(reader, document.root));
  if (!scope) return {};
  document.scope = *scope;
  document.community = Id::parse(thread.community()).value_or(Id());
  document.author = Id::parse(thread.author()).value_or(Id());
  document.time_ms = thread.created_at_ms();
  document.language = thread.language();
  document.title = thread.title();
  CHECKED(put_states(reader, thread, document));
  CHECKED(put_opening(reader, document));
  TRY(const std::size_t helped, helped_others(reader, document.id, document.author));
  TRY(const std::size_t pages, count_voices(reader, kPagesBySource, document.id.bytes()));
  const double own =
      authority_of({.helped = helped,
                    .linked = pages,
                    .is_accepted = thread.resolved() && thread.kind() == v1::THREAD_KIND_QUESTION});
  document.authority = std::max(document.authority, own);
  out.push_back(std::move(document));
  return {};
}

}  // namespace

Result<std::optional<std::uint64_t>> first_answer(const storage::Reader& reader,
                                                  const v1::Thread& thread) {
  TRY(const Id id, Id::parse(thread.id()));
  std::optional<std::uint64_t> first;
  std::size_t left = kAnswersLookedAt;
  CHECKED(for_each_message(reader, id, 2, [&](const v1::Message& message) {
    if (--left == 0 || (!message.deleted() && message.author() != thread.author())) {
      first = message.ordinal();
    }
    return !first;
  }));
  return first;
}

std::vector<search::DocumentRow> thread_documents() {
  return {search::documents_of<v1::Thread, &build>()};
}

}  // namespace fika::domain
