// SPDX-License-Identifier: GPL-3.0-or-later
// A private community with two members and a thread in it, and the methods of messages as short
// words.
#pragma once

#include <string>

#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {

struct Messages : testing::Test {
  using Room = tests::Room;
  Room room;
  tests::World& world = room.world;
  Actor anna = world.person("Anna"), bo = world.person("Bo"), outsider = world.person("Outsider"),
        guest = world.person("Guest", v1::ROLE_GUEST);
  Id community = room.community(v1::OPENNESS_PRIVATE);
  Id thread;

  void SetUp() override {
    room.join(community, anna);
    room.join(community, bo);
    thread = room.thread(anna, community);
  }

  Result<v1::Message> edit(const Actor& actor, const std::string& message,
                           const std::string& text) {
    v1::EditMessageRequest request;
    request.set_message(message);
    request.set_text(text);
    return world.call<v1::Message>(actor, "EditMessage", request);
  }
  Result<v1::Message> now(const Actor& actor, const std::string& message) {
    v1::GetMessageRequest request;
    request.set_message(message);
    return world.call<v1::Message>(actor, "GetMessage", request);
  }
  Code erase(const Actor& actor, const std::string& message) {
    v1::DeleteMessageRequest request;
    request.set_message(message);
    return world.refusal(actor, "DeleteMessage", request);
  }
  Code react(const Actor& actor, const std::string& message, const std::string& emoji) {
    v1::AddReactionRequest request;
    request.set_message(message);
    request.set_emoji(emoji);
    return world.refusal(actor, "AddReaction", request);
  }
  Code pin(const Actor& actor, const std::string& message, bool pinned = true) {
    v1::SetMessagePinnedRequest request;
    request.set_message(message);
    request.set_pinned(pinned);
    return world.refusal(actor, "SetMessagePinned", request);
  }
  v1::ListMessagesReply list(std::uint64_t after, std::uint64_t before, std::uint32_t limit) {
    v1::ListMessagesRequest request;
    request.set_root(thread.text());
    request.set_after(after);
    request.set_before(before);
    request.set_limit(limit);
    return Room::must(world.call<v1::ListMessagesReply>(anna, "ListMessages", request));
  }
  v1::ListPinnedMessagesReply pinned(const Id& root, std::uint64_t after = 0) {
    v1::ListPinnedMessagesRequest request;
    request.set_root(root.text());
    request.set_after(after);
    return Room::must(world.call<v1::ListPinnedMessagesReply>(anna, "ListPinnedMessages", request));
  }
  static std::vector<std::string> texts(const v1::ListPinnedMessagesReply& reply) {
    std::vector<std::string> all;
    for (const v1::Message& message : reply.messages()) all.push_back(message.text());
    return all;
  }
  v1::ListEditsReply edits(const std::string& message, std::uint32_t after = 0) {
    v1::ListEditsRequest request;
    request.set_message(message);
    request.set_after(after);
    return Room::must(world.call<v1::ListEditsReply>(anna, "ListEdits", request));
  }
  std::size_t index_rows(const storage::IndexTable& table) {
    std::size_t count = 0;
    Room::must(storage::scan_index(*world.read(), table, {}, [&](auto, auto) {
      ++count;
      return true;
    }));
    return count;
  }
};

}  // namespace fika::domain
