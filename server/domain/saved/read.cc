// SPDX-License-Identifier: GPL-3.0-or-later
// The list of what a person keeps. A page token is the place of the page's last row, time and
// message, so a page goes on from there whatever has been let go in the meantime.
#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "server/domain/messages/messages.h"
#include "server/domain/saved/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::pair<std::int64_t, std::string> place_of_row(const v1::SavedMessage& saved) {
  return {saved.saved_at_ms(), saved.message()};
}

std::string token_of(const v1::SavedMessage& saved) {
  return fmt::format("{}.{}", saved.saved_at_ms(), saved.message());
}

Result<std::pair<std::int64_t, std::string>> place_in(std::string_view token) {
  std::pair<std::int64_t, std::string> place;
  const char* const end = token.data() + token.size();
  const auto [at, error] = std::from_chars(token.data(), end, place.first);
  if (error == std::errc() && at != end && *at == '.') {
    place.second = token.substr(static_cast<std::size_t>(at - token.data()) + 1);
    if (Id::parse(place.second)) return place;
  }
  return fail(Code::kInvalid, "That is no page of this list. Begin with the first.");
}

// The message where it is now, if it is there and the caller may see it.
Result<std::optional<v1::Message>> visible_message(const Query& query, std::string_view text) {
  TRY(const Id id, Id::parse(text));
  TRY(const auto place, storage::place_of(query.reader, id));
  if (!place || place->kind != storage::entity_type<v1::Message>().kind()) {
    return std::optional<v1::Message>();
  }
  TRY(const Relation relation, relation_to(query.reader, query.actor, place->root));
  if (relation < Relation::kSees) return std::optional<v1::Message>();
  return storage::find<v1::Message>(query.reader, place->root, {id});
}

}  // namespace

Result<v1::ListSavedReply> list_saved(const Query& query, const v1::ListSavedRequest& request) {
  if (request.limit() > kSavedPageMax) {
    return fail(Code::kInvalid, "{} messages are too many at once; ask for at most {}.",
                request.limit(), kSavedPageMax);
  }
  const std::uint32_t limit = request.limit() == 0 ? kSavedPageDefault : request.limit();
  TRY(auto rows, storage::all_of<v1::SavedMessage>(query.reader, query.actor.person));
  std::ranges::sort(rows, std::ranges::greater(), place_of_row);
  auto next = rows.begin();
  if (!request.page().empty()) {
    TRY(const auto after, place_in(request.page()));
    next = std::ranges::upper_bound(rows, after, std::ranges::greater(), place_of_row);
  }
  v1::ListSavedReply reply;
  std::size_t size = 0;
  for (; next != rows.end(); ++next) {
    TRY(auto message, visible_message(query, next->message()));
    if (!message) continue;
    size += message->ByteSizeLong() + next->ByteSizeLong();
    const bool is_full = std::cmp_greater_equal(reply.saved_size(), limit);
    if (is_full || (size > kSavedPageBytesMax && reply.saved_size() > 0)) {
      reply.set_next_page(token_of(reply.saved(reply.saved_size() - 1).saved()));
      break;
    }
    v1::SavedView& view = *reply.add_saved();
    *view.mutable_saved() = std::move(*next);
    *view.mutable_message() = *std::move(message);
  }
  return reply;
}

}  // namespace fika::domain
