// SPDX-License-Identifier: GPL-3.0-or-later
// A community with threads to split and merge, all checks of verify over it, and what everybody
// reads in it as short words.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/threads/fixture_for_tests.h"
#include "server/domain/threads/transfer.h"

namespace fika::domain {

struct Regroup : Threads {
  using Ids = std::vector<std::string>;

  v1::SplitThreadRequest split_request(const Id& thread, const Ids& messages) {
    v1::SplitThreadRequest request;
    request.set_thread(thread.text());
    request.set_id(world.fresh_id().text());
    request.set_title("Beside");
    for (const std::string& message : messages) request.add_messages(message);
    return request;
  }
  Result<v1::SplitThreadReply> split(const Actor& actor, const v1::SplitThreadRequest& request) {
    return world.call<v1::SplitThreadReply>(actor, "SplitThread", request);
  }
  Result<v1::SplitThreadReply> split_from(const Actor& actor, const Id& thread,
                                          const std::string& message) {
    v1::SplitThreadRequest request = split_request(thread, {});
    request.set_from_message(message);
    return split(actor, request);
  }
  Result<v1::MergeThreadsReply> merge(const Actor& actor, const Id& thread, const Id& into) {
    v1::MergeThreadsRequest request;
    request.set_thread(thread.text());
    request.set_into(into.text());
    return world.call<v1::MergeThreadsReply>(actor, "MergeThreads", request);
  }
  // Each message as its text and, before it, its ordinal; a stub as what it quotes.
  std::vector<std::string> said(const Id& thread) {
    std::vector<std::string> lines;
    std::uint64_t after = 0;
    for (;;) {
      v1::ListMessagesRequest request;
      request.set_root(thread.text());
      request.set_after(after);
      request.set_limit(500);
      const auto reply =
          Room::must(world.call<v1::ListMessagesReply>(steward, "ListMessages", request));
      for (const auto& message : reply.messages()) {
        after = message.ordinal();
        const std::string gone =
            message.quotes().empty() ? "deleted" : "gone: " + now(message.quotes(0)).text();
        lines.push_back(
            fmt::format("{} {}", message.ordinal(), message.deleted() ? gone : message.text()));
      }
      if (after == reply.last_ordinal()) return lines;
    }
  }
  v1::Message at(const Id& thread, std::uint64_t ordinal) {
    v1::ListMessagesRequest request;
    request.set_root(thread.text());
    request.set_after(ordinal - 1);
    request.set_limit(1);
    return Room::must(world.call<v1::ListMessagesReply>(steward, "ListMessages", request))
        .messages(0);
  }
  v1::Message now(const std::string& message) {
    v1::GetMessageRequest request;
    request.set_message(message);
    return Room::must(world.call<v1::Message>(steward, "GetMessage", request));
  }
  v1::Thread thread_now(const Id& thread) { return Room::must(get(steward, thread)).thread(); }
  std::uint64_t unread(const Actor& actor, const Id& root) {
    const v1::Head head = room.head(root);
    return head.last_ordinal() - Room::must(read_up_to(*world.read(), actor.person, root, head));
  }
  void read_to(const Actor& actor, const Id& root, std::uint64_t ordinal) {
    v1::MarkReadRequest request;
    request.set_root(root.text());
    request.set_ordinal(ordinal);
    Room::must(world.call<v1::ReadMarker>(actor, "MarkRead", request));
  }
  void react(const Actor& actor, const std::string& message, const std::string& emoji) {
    v1::AddReactionRequest request;
    request.set_message(message);
    request.set_emoji(emoji);
    Room::must(world.call<v1::Reaction>(actor, "AddReaction", request));
  }
  void pin_message(const std::string& message) {
    v1::SetMessagePinnedRequest request;
    request.set_message(message);
    request.set_pinned(true);
    Room::must(world.call<v1::Message>(steward, "SetMessagePinned", request));
  }
  // Waits until the writer has done what fell due.
  void settle() {
    for (int i = 0; i < 40; ++i)
      Room::must(world.write([](storage::Transaction&) { return Status(); }));
  }
  std::vector<std::string> unsound() {
    std::vector<std::string> all;
    for (const Capability& capability : {threads(), messages(), reading()}) {
      for (std::string& one : findings_of(capability, *world.read())) all.push_back(std::move(one));
    }
    return all;
  }
  void TearDown() override { EXPECT_EQ(unsound(), std::vector<std::string>()); }
};

inline Id id_of(const std::string& text) { return *Id::parse(text); }

}  // namespace fika::domain
