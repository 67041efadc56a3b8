// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/tail.h"

#include <algorithm>
#include <limits>

#include "base/id.h"
#include "clients/cli/commands/talk.h"
#include "clients/cli/login_file.h"
#include "clients/cli/sync/frames.h"
#include "clients/cli/sync/state_file.h"
#include "clients/cli/transport/websocket.h"
#include "fika/v1/conversations.pb.h"

namespace fika::cli {
namespace {

// The server pings more often than this; longer silence is a dead connection.
constexpr int kSilenceMsMax = 90'000;

std::string bytes_of(const std::string& id) {
  const auto parsed = Id::parse(id);
  return parsed ? std::string(parsed->bytes()) : std::string();
}

class Tail {
 public:
  Tail(Session& session, sync::Target target, std::filesystem::path file)
      : session_(session), target_(std::move(target)), file_(std::move(file)) {}

  Outcome<void> run(std::optional<sync::State> state) {
    is_first_visit_ = !state || state->position.epoch.empty();
    if (state) state_ = *std::move(state);
    Backoff backoff(500, 30'000);
    while (!Interrupt::is_raised()) {
      const auto ended = serve(backoff);
      if (Interrupt::is_raised()) break;
      if (!ended && ended.error().exit != Exit::kUnreachable) return ended;
      const std::uint32_t wait_ms =
          reconnect_ms_max_ > 0 ? random_below(reconnect_ms_max_) + 1 : backoff.next_ms();
      reconnect_ms_max_ = 0;
      if (!ended) Terminal::note(ended.error().sentence + " Connecting again.");
      Interrupt::wait_ms(static_cast<int>(wait_ms));
    }
    return {};
  }

 private:
  // One connection, until it is lost. The state never runs ahead of what has been printed.
  Outcome<void> serve(Backoff& backoff) {
    TRY(WebSocket socket, WebSocket::open(session_.calls().url(), session_.stream_options(),
                                          "/sync", session_.calls().secret()));
    sync::Link link(state_.position);
    sync::Follower follower(target_, state_.shown, is_first_visit_);
    if (!target_.root.empty()) link.watch(target_.root);
    CHECKED(socket.send(link.hello().SerializeAsString()));
    while (reconnect_ms_max_ == 0) {
      auto bytes = socket.receive(kSilenceMsMax);
      if (!bytes) {
        if (Interrupt::is_raised()) socket.close();
        return std::unexpected(std::move(bytes).error());
      }
      TRY(const v1::ServerFrame frame, or_exit(sync::decode(*bytes), Exit::kUnreachable));
      const sync::Link::Step step = link.take(frame);
      if (step.batch) {
        CHECKED(apply(*step.batch, link, follower));
        backoff.reset();
      }
      for (const v1::ClientFrame& each : step.send) CHECKED(socket.send(each.SerializeAsString()));
      if (step.reconnect_ms_max) reconnect_ms_max_ = std::max(*step.reconnect_ms_max, 1U);
    }
    return {};
  }

  Outcome<void> apply(const sync::Batch& batch, const sync::Link& link, sync::Follower& follower) {
    const auto fetch = [this](const std::string& root, std::uint64_t after) {
      return messages_after(Id::from_bytes(root).text(), after);
    };
    TRY(const auto messages, follower.apply(batch, fetch));
    for (const v1::Message& message : messages) {
      if (session_.terminal().is_json()) {
        session_.terminal().json(to_json(message));
      } else {
        print_message(session_, message);
      }
    }
    state_ = {.position = link.position(), .shown = follower.shown()};
    is_first_visit_ = false;
    return or_exit(sync::write_state(file_, state_), Exit::kInputRefused);
  }

  Outcome<std::vector<v1::Message>> messages_after(const std::string& root, std::uint64_t after) {
    std::vector<v1::Message> all;
    v1::ListMessagesRequest request;
    request.set_root(root);
    request.set_limit(500);
    for (;;) {
      request.set_after(after);
      TRY(const auto page,
          session_.calls().ask<v1::ListMessagesReply>("MessageService/ListMessages", request));
      if (page.messages_size() == 0) return all;
      after = page.messages(page.messages_size() - 1).ordinal();
      all.insert(all.end(), page.messages().begin(), page.messages().end());
      if (after >= page.last_ordinal()) return all;
    }
  }

  Session& session_;
  const sync::Target target_;
  const std::filesystem::path file_;
  sync::State state_;
  bool is_first_visit_ = true;
  std::uint32_t reconnect_ms_max_ = 0;
};

// A thread or conversation by its id or title, or else a community.
Outcome<sync::Target> find_target(Session& session, const std::string& words) {
  sync::Target target;
  if (words.empty()) return target;
  const auto community = [&](const v1::CommunityView& view) -> Outcome<sync::Target> {
    if (!view.has_me() || view.me().left()) {
      return give_up(Exit::kUsage, Code::kState,
                     "Join that community to follow it: fika community join");
    }
    target.scope = sync::ScopeKey{v1::SCOPE_KIND_COMMUNITY, bytes_of(view.community().id())};
    return target;
  };
  if (!Id::parse(words)) {
    auto view = session.community(words);
    if (view) return community(*view);
    if (view.error().code != Code::kNotFound) return std::unexpected(view.error());
    TRY(const std::string id, session.thread(words));
    target.root = bytes_of(id);
    return target;
  }
  v1::GetThreadRequest thread;
  thread.set_thread(words);
  if (session.calls().ask<v1::ThreadView>("ThreadService/GetThread", thread)) {
    target.root = bytes_of(words);
    return target;
  }
  v1::GetConversationRequest conversation;
  conversation.set_conversation(words);
  if (session.calls().ask<v1::ConversationView>("ConversationService/GetConversation",
                                                conversation)) {
    target.root = bytes_of(words);
    return target;
  }
  TRY(const auto view, session.community(words));
  return community(view);
}

// The newest of a thread, as a tail of a file begins. What they reach up to counts as shown.
Outcome<void> show_newest(Session& session, const std::string& root, unsigned lines,
                          sync::State& state) {
  v1::ListMessagesRequest request;
  request.set_root(Id::from_bytes(root).text());
  request.set_before(std::numeric_limits<std::uint64_t>::max());
  request.set_limit(std::clamp(lines, 1U, 500U));
  TRY(const auto list,
      session.calls().ask<v1::ListMessagesReply>("MessageService/ListMessages", request));
  for (const v1::Message& message : list.messages()) {
    state.shown[root] = message.ordinal();
    if (lines == 0 || message.deleted()) continue;
    if (session.terminal().is_json()) session.terminal().json(to_json(message));
    if (!session.terminal().is_json()) print_message(session, message);
  }
  state.shown.try_emplace(root, 0);
  return {};
}

}  // namespace

Outcome<void> tail(Session& session, const TailOptions& options) {
  TRY(const auto me, session.calls().ask<v1::Me>("PeopleService/GetMe", v1::GetMeRequest()));
  TRY(const sync::Target target, find_target(session, options.target));
  const std::string words =
      fmt::format("{} {} {} {}", session.calls().url().text(), me.person().id(), target.root,
                  target.scope ? target.scope->second : "");
  const auto file = state_folder() / ("tail-" + Id::derive(0, words).text());
  std::optional<sync::State> state;
  if (!options.fresh) state = sync::read_state(file);
  if (!state && !target.root.empty()) {
    state.emplace();
    CHECKED(show_newest(session, target.root, options.lines, *state));
  }
  return Tail(session, target, file).run(std::move(state));
}

}  // namespace fika::cli
