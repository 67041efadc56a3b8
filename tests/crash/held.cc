// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/held.h"

#include <fika/v1/communities.pb.h>
#include <fika/v1/threads.pb.h>

#include <gtest/gtest.h>

namespace fika::tests {
namespace {

cli::Outcome<std::vector<std::string>> threads_of(cli::Calls& calls, const std::string& community) {
  std::vector<std::string> threads;
  v1::ListThreadsRequest request;
  request.set_community(community);
  request.set_limit(200);
  do {
    TRY(const auto reply, calls.ask<v1::ListThreadsReply>("ThreadService/ListThreads", request));
    for (const v1::ThreadView& view : reply.threads()) threads.push_back(view.thread().id());
    request.set_page(reply.next_page());
  } while (!request.page().empty());
  return threads;
}

cli::Outcome<void> read_thread(cli::Calls& calls, const std::string& thread, Held& held) {
  v1::ListMessagesRequest request;
  request.set_root(thread);
  request.set_limit(500);
  std::uint64_t last_ordinal = 0;
  do {
    TRY(const auto reply, calls.ask<v1::ListMessagesReply>("MessageService/ListMessages", request));
    last_ordinal = reply.last_ordinal();
    for (const v1::Message& message : reply.messages()) {
      EXPECT_EQ(message.ordinal(), request.after() + 1) << "a hole in thread " << thread;
      EXPECT_EQ(message.root(), thread);
      request.set_after(message.ordinal());
      held.messages.emplace(message.id(), message);
    }
    for (const v1::Reaction& reaction : reply.reactions()) {
      held.reactions.emplace(reaction.message(), reaction.person(), reaction.emoji());
    }
    if (reply.messages().empty()) break;
  } while (request.after() < last_ordinal);
  EXPECT_EQ(request.after(), last_ordinal) << "the head of thread " << thread;
  return {};
}

cli::Outcome<void> read_page(cli::Calls& calls, const std::string& id, Held& held) {
  HeldPage& found = held.pages[id];
  v1::GetPageRequest request;
  request.set_page(id);
  TRY(const auto view, calls.ask<v1::PageView>("PageService/GetPage", request));
  found.page = view.page();
  found.text = view.text();
  v1::ListRevisionsRequest history;
  history.set_page(id);
  history.set_limit(200);
  bool has_more = true;
  while (has_more) {
    TRY(const auto reply, calls.ask<v1::ListRevisionsReply>("PageService/ListRevisions", history));
    for (const v1::Revision& revision : reply.revisions()) {
      found.revisions.insert(found.revisions.begin(), revision);
    }
    has_more = reply.has_more();
    if (has_more) history.set_before(found.revisions.front().number());
  }
  EXPECT_EQ(found.revisions.size(), found.page.revision()) << "page " << id;
  for (std::size_t i = 0; i < found.revisions.size(); ++i) {
    EXPECT_EQ(found.revisions[i].number(), i + 1) << "a hole in page " << id;
  }
  EXPECT_EQ(found.revisions.back().text_bytes(), found.text.size()) << "page " << id;
  return {};
}

cli::Outcome<void> read_pages(cli::Calls& calls, const std::string& community, Held& held) {
  v1::ListPagesRequest request;
  request.set_community(community);
  request.set_limit(500);
  do {
    TRY(const auto reply, calls.ask<v1::ListPagesReply>("PageService/ListPages", request));
    for (const v1::PageNode& node : reply.pages()) {
      CHECKED(read_page(calls, node.page().id(), held));
    }
    request.set_page(reply.next_page());
  } while (!request.page().empty());
  return {};
}

cli::Outcome<void> read_members(cli::Calls& calls, const std::string& side, Held& held) {
  v1::ListMembersRequest request;
  request.set_root(side);
  request.set_limit(500);
  TRY(const auto reply, calls.ask<v1::ListMembersReply>("CommunityService/ListMembers", request));
  for (const v1::Member& member : reply.members()) {
    if (!member.left()) held.members.insert(member.person());
  }
  return {};
}

}  // namespace

cli::Outcome<Held> read_held(cli::Calls& calls, const std::string& community,
                             const std::string& side) {
  Held held;
  TRY(const auto threads, threads_of(calls, community));
  for (const std::string& thread : threads) CHECKED(read_thread(calls, thread, held));
  CHECKED(read_pages(calls, community, held));
  CHECKED(read_members(calls, side, held));
  std::set<std::string> texts;
  for (const auto& [id, message] : held.messages) {
    EXPECT_TRUE(texts.insert(message.text()).second) << "twice: " << message.text();
  }
  return held;
}

}  // namespace fika::tests
