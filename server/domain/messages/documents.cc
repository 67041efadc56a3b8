// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/documents.h"

#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/document_text.h"
#include "server/domain/files/documents.h"
#include "server/domain/messages/messages.h"
#include "server/domain/search/helpful.h"
#include "server/domain/threads/documents.h"

namespace fika::domain {
namespace {

// Where the message stands; false when it is found as something else.
Result<bool> put_place(const storage::Reader& reader, const v1::Message& message,
                       search::Document& document) {
  TRY(const auto thread, storage::find<v1::Thread>(reader, document.root));
  if (thread) {
    document.community = Id::parse(thread->community()).value_or(Id());
    return message.ordinal() != 1;
  }
  TRY(const auto page, storage::find<v1::Page>(reader, document.root));
  if (page) document.community = Id::parse(page->community()).value_or(Id());
  return true;
}

Status build(const storage::Reader& reader, const v1::Message& message,
             std::vector<search::Document>& out) {
  if (message.deleted()) return {};
  search::Document document;
  document.kind = search::Kind::kMessage;
  TRY(document.id, Id::parse(message.id()));
  TRY(document.root, Id::parse(message.root()));
  TRY(const auto scope, storage::filed_scope_of(reader, document.root));
  if (!scope) return {};
  document.scope = *scope;
  TRY(const bool is_found, put_place(reader, message, document));
  document.author = Id::parse(message.author()).value_or(Id());
  document.time_ms = message.created_at_ms();
  if (is_found) {
    search::Document& said = out.emplace_back(document);
    if (message.pinned()) said.states.push_back(search::State::kPinned);
    if (message.imported()) said.states.push_back(search::State::kImported);
    TRY(const std::size_t helped, helped_others(reader, document.id, document.author));
    said.authority = authority_of({.helped = helped});
    put_message_text(said, message);
  }
  return add_file_documents(reader, document, {message.files().begin(), message.files().end()},
                            out);
}

// Whether nobody but the asker has written in the question before.
Result<bool> is_first_answer(const storage::Reader& reader, const v1::Thread& thread,
                             const v1::Message& message) {
  if (message.author() == thread.author()) return false;
  TRY(const auto first, first_answer(reader, thread));
  return first && *first == message.ordinal();
}

// A thread's document holds the opening message, and whether a question has an answer.
Status dependents(const storage::Reader& reader, const search::EntityName& changed,
                  std::vector<search::EntityName>& out) {
  TRY(const auto thread, storage::find<v1::Thread>(reader, changed.root));
  if (!thread) return {};
  TRY(const auto message,
      storage::find<v1::Message>(reader, changed.root, {Id::from_bytes(changed.key)}));
  bool touches = !message || message->deleted() || message->ordinal() == 1;
  if (!touches && thread->kind() == v1::THREAD_KIND_QUESTION) {
    TRY(touches, is_first_answer(reader, *thread, *message));
  }
  if (touches) {
    out.push_back({storage::entity_type<v1::Thread>().kind(), changed.root, std::string()});
  }
  return {};
}

}  // namespace

void put_message_text(search::Document& document, const v1::Message& message) {
  render::PlainText plain = render::plain_message(message.text());
  for (const v1::File& file : message.files()) {
    plain.has_file = true;
    plain.has_picture |= file.media_type().starts_with("image/");
  }
  put_text(document, std::move(plain));
}

std::vector<search::DocumentRow> message_documents() {
  search::DocumentRow row = search::documents_of<v1::Message, &build>();
  row.dependents = &dependents;
  return {row};
}

}  // namespace fika::domain
