// SPDX-License-Identifier: GPL-3.0-or-later
// What a colleague does next.
#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/threads.pb.h>

#include "base/clock.h"
#include "base/id.h"
#include "tests/crash/colleague.h"

namespace fika::tests {
namespace {

// So few that the colleagues keep meeting.
constexpr std::size_t kNewestThreads = 12;
constexpr std::size_t kNewestMessages = 40;
constexpr std::size_t kOwnPages = 3;

std::string fresh_id() { return Id::make(SystemClock().now_ms()).text(); }

Order order_of(std::string method, const google::protobuf::Message& request) {
  return {std::move(method), request.SerializeAsString(), fresh_id()};
}

std::string any_of_newest(const std::vector<std::string>& all, std::size_t count_max,
                          std::mt19937_64& random) {
  if (all.empty()) return {};
  const std::size_t count = std::min(all.size(), count_max);
  return all[all.size() - 1 - std::uniform_int_distribution<std::size_t>(0, count - 1)(random)];
}

}  // namespace

void Board::add_thread(const std::string& thread) {
  const std::lock_guard lock(mutex_);
  threads_.push_back(thread);
}

void Board::add_message(const std::string& message) {
  const std::lock_guard lock(mutex_);
  messages_.push_back(message);
}

std::string Board::any_thread(std::mt19937_64& random) const {
  const std::lock_guard lock(mutex_);
  return any_of_newest(threads_, kNewestThreads, random);
}

std::string Board::any_message(std::mt19937_64& random) const {
  const std::lock_guard lock(mutex_);
  return any_of_newest(messages_, kNewestMessages, random);
}

std::size_t Colleague::below(std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
}

std::string Colleague::fresh_text() {
  std::string text = fmt::format("Text {} of {}.", ++texts_, person_);
  // Random letters: neither compression nor chance makes two of them alike.
  while (text.size() < text_bytes_) text += static_cast<char>('a' + below(26));
  return text;
}

Colleague::Deed Colleague::choose() {
  const std::size_t roll = below(100);
  if (roll < 6) return start();
  if (roll < 45) return post();
  if (roll < 55) return write_page();
  if (roll < 70) return edit();
  if (roll < 84) return react();
  if (roll < 92) return unreact();
  return join_or_leave();
}

Colleague::Deed Colleague::start() {
  v1::StartThreadRequest request;
  request.set_id(fresh_id());
  request.set_community(board_.community);
  request.set_message(fresh_id());
  request.set_text(fresh_text());
  return {order_of("ThreadService/StartThread", request),
          Kind::kStart,
          request.id(),
          request.message(),
          request.text(),
          {}};
}

Colleague::Deed Colleague::post() {
  v1::PostMessageRequest request;
  request.set_id(fresh_id());
  request.set_root(board_.any_thread(random_));
  if (request.root().empty()) return start();
  request.set_text(fresh_text());
  return {order_of("MessageService/PostMessage", request),
          Kind::kPost,
          request.root(),
          request.id(),
          request.text(),
          {}};
}

Colleague::Deed Colleague::edit() {
  v1::EditMessageRequest request;
  request.set_message(any_of_newest(order_, kNewestMessages, random_));
  if (request.message().empty()) return post();
  request.set_text(fresh_text());
  return {order_of("MessageService/EditMessage", request),
          Kind::kEdit,
          {},
          request.message(),
          request.text(),
          {}};
}

Colleague::Deed Colleague::react() {
  constexpr std::array<std::string_view, 4> kEmoji = {"👍", "🎉", "☕", ":coffee:"};
  v1::AddReactionRequest request;
  request.set_message(board_.any_message(random_));
  request.set_emoji(std::string(kEmoji[below(kEmoji.size())]));
  // One that is there already would change nothing.
  const bool is_there = reactions_.contains({request.message(), person_, request.emoji()});
  if (request.message().empty() || is_there) return post();
  return {order_of("MessageService/AddReaction", request),
          Kind::kReact,
          {},
          request.message(),
          {},
          request.emoji()};
}

Colleague::Deed Colleague::unreact() {
  if (reactions_.empty()) return react();
  const auto& [message, person, emoji] = *reactions_.begin();
  v1::RemoveReactionRequest request;
  request.set_message(message);
  request.set_emoji(emoji);
  return {
      order_of("MessageService/RemoveReaction", request), Kind::kUnreact, {}, message, {}, emoji};
}

Colleague::Deed Colleague::join_or_leave() {
  if (is_at_side_) {
    v1::LeaveCommunityRequest request;
    request.set_community(board_.side);
    return {order_of("CommunityService/LeaveCommunity", request), Kind::kLeave, {}, {}, {}, {}};
  }
  v1::JoinCommunityRequest request;
  request.set_community(board_.side);
  return {order_of("CommunityService/JoinCommunity", request), Kind::kJoin, {}, {}, {}, {}};
}

// Only its author writes it, so that its newest text is known.
Colleague::Deed Colleague::write_page() {
  const std::string text = fresh_text() + "\n\nSee [[A page]].\n";
  if (pages_.size() < kOwnPages) {
    v1::CreatePageRequest request;
    request.set_id(fresh_id());
    request.set_community(board_.community);
    request.set_title(fmt::format("Page {} of {}", pages_.size(), person_));
    request.set_text(text);
    return {order_of("PageService/CreatePage", request), Kind::kPage, request.id(), {}, text, {}};
  }
  const auto& [id, page] =
      *std::next(pages_.begin(), static_cast<std::ptrdiff_t>(below(kOwnPages)));
  v1::SavePageRequest request;
  request.set_page(id);
  request.set_base_revision(page.revision);
  request.set_text(text);
  return {order_of("PageService/SavePage", request), Kind::kPage, id, {}, text, {}};
}

}  // namespace fika::tests
