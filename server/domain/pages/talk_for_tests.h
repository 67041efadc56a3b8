// SPDX-License-Identifier: GPL-3.0-or-later
// A wiki with all that hangs on what is said about a page.
#pragma once

#include <string>

#include <fmt/format.h>

#include "server/domain/communities/communities.h"
#include "server/domain/files/files.h"
#include "server/domain/pages/wiki_for_tests.h"
#include "server/domain/saved/saved.h"

namespace fika::domain {

struct PageTalk : Wiki {
  PageTalk() : Wiki({communities(), threads(), messages(), reading(), saved(), files(), pages()}) {}
  explicit PageTalk(const std::vector<Capability>& capabilities) : Wiki(capabilities) {}

  Code react(const Actor& actor, const std::string& message) {
    v1::AddReactionRequest request;
    request.set_message(message);
    request.set_emoji("👍");
    return world.refusal(actor, "AddReaction", request);
  }
  Code pin(const Actor& actor, const std::string& message) {
    v1::SetMessagePinnedRequest request;
    request.set_message(message);
    request.set_pinned(true);
    return world.refusal(actor, "SetMessagePinned", request);
  }
  Code edit(const Actor& actor, const std::string& message, const std::string& text) {
    v1::EditMessageRequest request;
    request.set_message(message);
    request.set_text(text);
    return world.refusal(actor, "EditMessage", request);
  }
  Code erase(const Actor& actor, const std::string& message) {
    v1::DeleteMessageRequest request;
    request.set_message(message);
    return world.refusal(actor, "DeleteMessage", request);
  }
  Code keep(const Actor& actor, const std::string& message) {
    v1::SaveMessageRequest request;
    request.set_message(message);
    return world.refusal(actor, "SaveMessage", request);
  }
  Code open_message(const Actor& actor, const std::string& message) {
    v1::GetMessageRequest request;
    request.set_message(message);
    return world.refusal(actor, "GetMessage", request);
  }
  Code post(const Actor& actor, const Id& root, const std::string& text = "Hi") {
    return world.refusal(actor, "PostMessage", room.post_request(root, text));
  }
  Code look(const Actor& actor, const Id& root) {
    v1::ListMessagesRequest request;
    request.set_root(root.text());
    return world.refusal(actor, "ListMessages", request);
  }
  Code read_to(const Actor& actor, const Id& root, std::uint64_t ordinal) {
    v1::MarkReadRequest request;
    request.set_root(root.text());
    request.set_ordinal(ordinal);
    return world.refusal(actor, "MarkRead", request);
  }
  Code draft(const Actor& actor, const Id& target, const std::string& text = "Half a thought") {
    v1::SaveDraftRequest request;
    request.set_target(target.text());
    request.set_text(text);
    return world.refusal(actor, "SaveDraft", request);
  }
  Lines said(const Actor& actor, const Id& root) {
    v1::ListMessagesRequest request;
    request.set_root(root.text());
    Lines lines;
    const auto reply =
        Room::must(world.call<v1::ListMessagesReply>(actor, "ListMessages", request));
    for (const auto& message : reply.messages()) lines.push_back(message.text());
    return lines;
  }
  std::size_t rows_under(const storage::IndexTable& table, const Id& prefix) {
    std::size_t count = 0;
    Room::must(storage::scan_index(*world.read(), table,
                                   {.prefix = std::string(prefix.bytes()), .bound = {}},
                                   [&](auto, auto) {
                                     ++count;
                                     return true;
                                   }));
    return count;
  }
  void pass(std::int64_t ms) {
    world.clock().advance(ms);
    world.writer().wake();
    settle();
  }
  Lines findings() {
    Lines all;
    for (const Capability& capability : {messages(), reading(), saved(), files()}) {
      for (const std::string& one : findings_of(capability, *world.read())) all.push_back(one);
    }
    return all;
  }
  void TearDown() override {
    Wiki::TearDown();
    EXPECT_EQ(findings(), Lines());
  }
};

}  // namespace fika::domain
