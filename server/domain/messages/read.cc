// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fika/store/v1/domain.pb.h>
#include <vector>

#include "server/domain/communities/communities.h"
#include "server/domain/messages/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<std::uint32_t> page_size(std::uint32_t limit) {
  if (limit == 0) return kMessagesPageDefault;
  if (limit <= kMessagesPageMax) return limit;
  return fail(Code::kInvalid, "{} messages are too many at once; ask for at most {}.", limit,
              kMessagesPageMax);
}

// The ids of a stretch, in the order in which they are looked at: upwards from `after`, or
// downwards from `before`.
Result<std::vector<Id>> stretch(const storage::Reader& reader, const Id& root,
                                const v1::ListMessagesRequest& request, std::uint32_t limit) {
  std::vector<Id> ids;
  const bool is_reverse = request.before() != 0;
  if (!is_reverse && request.after() == UINT64_MAX) return ids;
  const std::uint64_t bound = is_reverse ? request.before() : request.after() + 1;
  const storage::Range range{.prefix = std::string(root.bytes()),
                             .bound = storage::KeyWriter().id(root).u64(bound).take(),
                             .reverse = is_reverse};
  CHECKED(storage::scan_index(reader, kMessagesByOrdinal, range,
                              [&](std::string_view, std::string_view value) {
                                ids.push_back(Id::from_bytes(value));
                                return ids.size() < limit;
                              }));
  return ids;
}

// In their order in the root; the index has them by their ids.
Result<std::vector<v1::Message>> pinned_in(const storage::Reader& reader, const Id& root) {
  std::vector<Id> ids;
  const storage::Range range{.prefix = std::string(root.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kPinnedMessages, range, [&](std::string_view key, auto) {
    storage::KeyReader parts(key);
    parts.id();
    ids.push_back(parts.id());
    return true;
  }));
  std::vector<v1::Message> messages;
  for (const Id& id : ids) {
    TRY(auto message, storage::find<v1::Message>(reader, root, {id}));
    if (!message) return fail(Code::kDataLoss, "A message is missing. Run fika-server verify.");
    messages.push_back(*std::move(message));
  }
  std::ranges::sort(messages, {}, &v1::Message::ordinal);
  return messages;
}

}  // namespace

Result<PlacedMessage> placed_message(const storage::Reader& reader, std::string_view id) {
  PlacedMessage placed;
  TRY(placed.id, Id::parse(id, "The message"));
  TRY(const auto place, storage::place_of(reader, placed.id));
  if (place && place->kind == storage::entity_type<v1::Message>().kind()) {
    placed.root = place->root;
    TRY(auto message, storage::find<v1::Message>(reader, place->root, {placed.id}));
    if (message) {
      placed.message = *std::move(message);
      return placed;
    }
  }
  return fail(Code::kNotFound, "There is no such message, or you may not see it.");
}

Result<PlacedMessage> writable_message(const storage::Reader& reader, std::string_view id) {
  TRY(PlacedMessage placed, placed_message(reader, id));
  TRY(const MessageRoot root, message_root(reader, placed.message.root()));
  CHECKED(check_open(reader, root));
  if (placed.message.deleted()) {
    return fail(Code::kState, "The message was deleted; nothing can be done with it any more.");
  }
  return placed;
}

Result<v1::Message> get_message(const Query& query, const v1::GetMessageRequest& request) {
  TRY(PlacedMessage placed, placed_message(query.reader, request.message()));
  return std::move(placed.message);
}

Result<v1::ListMessagesReply> list_messages(const Query& query,
                                            const v1::ListMessagesRequest& request) {
  TRY(const MessageRoot root, message_root(query.reader, request.root()));
  TRY(const std::uint32_t limit, page_size(request.limit()));
  TRY(const v1::Head head, head_of(query.reader, root.id));
  TRY(const std::vector<Id> ids, stretch(query.reader, root.id, request, limit));
  v1::ListMessagesReply reply;
  reply.set_last_ordinal(head.last_ordinal());
  std::size_t size = 0;
  for (const Id& id : ids) {
    TRY(auto message, storage::find<v1::Message>(query.reader, root.id, {id}));
    if (!message) return fail(Code::kDataLoss, "A message is missing. Run fika-server verify.");
    TRY(auto reactions, storage::all_of<v1::Reaction>(query.reader, root.id, {id}));
    size += message->ByteSizeLong();
    for (const v1::Reaction& reaction : reactions) size += reaction.ByteSizeLong();
    if (size > kMessagesPageBytesMax && reply.messages_size() > 0) break;
    *reply.add_messages() = *std::move(message);
    for (v1::Reaction& reaction : reactions) *reply.add_reactions() = std::move(reaction);
  }
  if (request.before() != 0) std::ranges::reverse(*reply.mutable_messages());
  return reply;
}

Result<v1::ListPinnedMessagesReply> list_pinned_messages(
    const Query& query, const v1::ListPinnedMessagesRequest& request) {
  TRY(const MessageRoot root, message_root(query.reader, request.root()));
  TRY(std::vector<v1::Message> pinned, pinned_in(query.reader, root.id));
  v1::ListPinnedMessagesReply reply;
  std::size_t size = 0;
  for (v1::Message& message : pinned) {
    if (message.ordinal() <= request.after()) continue;
    size += message.ByteSizeLong();
    reply.set_more(size > kMessagesPageBytesMax && reply.messages_size() > 0);
    if (reply.more()) break;
    *reply.add_messages() = std::move(message);
  }
  return reply;
}

Result<v1::ListEditsReply> list_edits(const Query& query, const v1::ListEditsRequest& request) {
  TRY(const PlacedMessage placed, placed_message(query.reader, request.message()));
  v1::ListEditsReply reply;
  std::size_t size = 0;
  Status status;
  const storage::Range range{
      .prefix = std::string(placed.id.bytes()),
      .bound = storage::KeyWriter().id(placed.id).u32(request.after()).u8(0).take()};
  CHECKED(storage::scan_index(
      query.reader, kEdits, range, [&](std::string_view key, std::string_view value) {
        store::v1::StoredEdit stored;
        if (!stored.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          status = fail(Code::kDataLoss, "A stored edit cannot be read. Run fika-server verify.");
          return false;
        }
        size += value.size();
        reply.set_more(size > kMessagesPageBytesMax && reply.edits_size() > 0);
        if (reply.more()) return false;
        storage::KeyReader parts(key);
        parts.id();
        v1::MessageEdit& edit = *reply.add_edits();
        edit.set_number(parts.u32());
        edit.set_text(stored.text());
        edit.set_written_at_ms(stored.written_at_ms());
        return true;
      }));
  if (!status) return std::unexpected(std::move(status).error());
  return reply;
}

}  // namespace fika::domain
