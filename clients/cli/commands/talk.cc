// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/talk.h"

#include <limits>

#include "clients/cli/importing/calendar.h"
#include "fika/v1/conversations.pb.h"

namespace fika::cli {
namespace {

std::string community_id(const v1::CommunityView& view) {
  return view.has_community() ? view.community().id() : view.listing().community();
}

std::string_view word_for(v1::Openness openness) {
  return openness == v1::OPENNESS_PRIVATE      ? "private"
         : openness == v1::OPENNESS_ON_REQUEST ? "on request"
                                               : "open";
}

// Messages that were taken out beside each other, as one line.
class Moved {
 public:
  explicit Moved(Session& session) : session_(session) {}

  void take(const v1::Message& message) {
    if (message.moved_to() != to_) print();
    to_ = message.moved_to();
    ++count_;
  }
  void print() {
    if (!to_.empty()) {
      session_.terminal().line(fmt::format(
          "{} moved: fika read {}\n",
          count_ == 1 ? "A message was" : fmt::format("{} messages were", count_), to_));
    }
    to_.clear();
    count_ = 0;
  }

 private:
  Session& session_;
  std::string to_;
  std::size_t count_ = 0;
};

}  // namespace

Outcome<void> community_create(Session& session, const CommunityOptions& options) {
  v1::CreateCommunityRequest request;
  request.set_id(fresh_id());
  request.set_name(options.name);
  request.set_purpose(options.purpose);
  request.set_theme(options.theme);
  request.set_openness(options.openness == "private"      ? v1::OPENNESS_PRIVATE
                       : options.openness == "on-request" ? v1::OPENNESS_ON_REQUEST
                                                          : v1::OPENNESS_OPEN);
  TRY(const auto made,
      session.calls().tell<v1::Community>("CommunityService/CreateCommunity", request));
  session.terminal().line(fmt::format("{}  {}", made.id(), made.name()));
  session.terminal().json(to_json(made));
  return {};
}

Outcome<void> community_list(Session& session, bool joined_only, bool include_archived) {
  v1::ListCommunitiesRequest request;
  request.set_joined_only(joined_only);
  request.set_include_archived(include_archived);
  TRY(const auto list,
      session.calls().ask<v1::ListCommunitiesReply>("CommunityService/ListCommunities", request));
  for (const v1::CommunityView& view : list.communities()) {
    const bool is_readable = view.has_community();
    const bool is_joined = view.has_me() && !view.me().left();
    session.terminal().line(
        fmt::format("{}  {}  {}{}", community_id(view),
                    is_readable ? view.community().name() : view.listing().name(),
                    word_for(is_readable ? view.community().openness() : view.listing().openness()),
                    is_joined ? ", joined" : ""));
  }
  session.terminal().json_list(list.communities());
  return {};
}

Outcome<void> community_join(Session& session, const std::string& words, const std::string& note) {
  TRY(const auto view, session.community(words));
  v1::JoinCommunityRequest request;
  request.set_community(community_id(view));
  request.set_note(note);
  TRY(const auto done,
      session.calls().tell<v1::JoinCommunityReply>("CommunityService/JoinCommunity", request));
  session.terminal().line(done.joined() ? "Joined." : "A steward has been asked to let you in.");
  session.terminal().json(to_json(done));
  return {};
}

Outcome<void> community_leave(Session& session, const std::string& words) {
  TRY(const auto view, session.community(words));
  v1::LeaveCommunityRequest request;
  request.set_community(community_id(view));
  TRY(const auto done,
      session.calls().tell<v1::LeaveCommunityReply>("CommunityService/LeaveCommunity", request));
  session.terminal().line("Left.");
  session.terminal().json(to_json(done));
  return {};
}

Outcome<void> threads(Session& session, const std::string& community, unsigned limit) {
  TRY(const auto view, session.community(community));
  std::vector<v1::ThreadView> found;
  CHECKED(session.each_thread(community_id(view), [&](v1::ThreadView& each) {
    if (found.size() < limit) found.push_back(std::move(each));
  }));
  for (const v1::ThreadView& each : found) {
    session.terminal().line(fmt::format("{}  {}  {}  {}{}", each.thread().id(),
                                        importing::minute_words(each.head().last_at_ms()),
                                        each.head().last_ordinal(), each.thread().title(),
                                        each.thread().resolved() ? " (resolved)" : ""));
  }
  session.terminal().json_list(found);
  return {};
}

Outcome<void> conversations(Session& session) {
  TRY(const auto list,
      session.calls().ask<v1::ListConversationsReply>("ConversationService/ListConversations",
                                                      v1::ListConversationsRequest()));
  for (const v1::ConversationView& each : list.conversations()) {
    std::string names;
    if (!session.terminal().is_json()) {
      for (const std::string& person : each.conversation().participants()) {
        names += (names.empty() ? "" : ", ") + session.name_of(person);
      }
    }
    session.terminal().line(fmt::format("{}  {}  {}", each.conversation().id(),
                                        importing::minute_words(each.head().last_at_ms()), names));
  }
  session.terminal().json_list(list.conversations());
  return {};
}

void print_message(Session& session, const v1::Message& message) {
  if (message.deleted()) return;
  session.terminal().line(fmt::format("{}  {}{}\n{}\n", session.name_of(message.author()),
                                      importing::minute_words(message.created_at_ms()),
                                      message.edited_at_ms() != 0 ? " (edited)" : "",
                                      message.text()));
}

Outcome<void> read(Session& session, const ReadOptions& options) {
  v1::ListMessagesRequest request;
  TRY(*request.mutable_root(), session.thread(options.root));
  request.set_before(options.before != 0 ? options.before
                                         : std::numeric_limits<std::uint64_t>::max());
  request.set_limit(options.limit);
  TRY(const auto list,
      session.calls().ask<v1::ListMessagesReply>("MessageService/ListMessages", request));
  if (!session.terminal().is_json()) {
    Moved moved(session);
    for (const v1::Message& message : list.messages()) {
      moved.take(message);
      print_message(session, message);
    }
    moved.print();
    if (list.messages_size() > 0 && list.messages(0).ordinal() > 1) {
      Terminal::note(fmt::format("Earlier: fika read {} --before {}", request.root(),
                                 list.messages(0).ordinal()));
    }
  }
  session.terminal().json(to_json(list));
  return {};
}

Outcome<void> post(Session& session, const PostOptions& options) {
  TRY(const auto view, session.community(options.community));
  v1::StartThreadRequest request;
  request.set_id(fresh_id());
  request.set_message(fresh_id());
  request.set_community(community_id(view));
  request.set_title(options.title);
  request.set_text(options.text);
  request.set_kind(options.kind == "question"       ? v1::THREAD_KIND_QUESTION
                   : options.kind == "announcement" ? v1::THREAD_KIND_ANNOUNCEMENT
                   : options.kind == "session"      ? v1::THREAD_KIND_SESSION
                                                    : v1::THREAD_KIND_DISCUSSION);
  TRY(const auto made,
      session.calls().tell<v1::StartThreadReply>("ThreadService/StartThread", request));
  session.terminal().line(fmt::format("{}  {}", made.thread().id(), made.thread().title()));
  session.terminal().json(to_json(made));
  return {};
}

Outcome<void> reply(Session& session, const std::string& thread, const std::string& text) {
  v1::PostMessageRequest request;
  request.set_id(fresh_id());
  TRY(*request.mutable_root(), session.thread(thread));
  request.set_text(text);
  TRY(const auto made, session.calls().tell<v1::Message>("MessageService/PostMessage", request));
  session.terminal().line(made.id());
  session.terminal().json(to_json(made));
  return {};
}

Outcome<std::string> direct_message(Session& session, const std::vector<std::string>& people,
                                    const std::string& text) {
  v1::StartConversationRequest start;
  start.set_id(fresh_id());
  for (const std::string& words : people) {
    TRY(*start.add_participants(), session.person(words));
  }
  TRY(const auto conversation,
      session.calls().tell<v1::Conversation>("ConversationService/StartConversation", start));
  if (!text.empty()) {
    v1::PostMessageRequest request;
    request.set_id(fresh_id());
    request.set_root(conversation.id());
    request.set_text(text);
    TRY(const auto made, session.calls().tell<v1::Message>("MessageService/PostMessage", request));
    session.terminal().line(fmt::format("{}  in conversation {}", made.id(), conversation.id()));
    session.terminal().json(to_json(made));
  }
  return conversation.id();
}

}  // namespace fika::cli
