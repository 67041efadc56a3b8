// SPDX-License-Identifier: GPL-3.0-or-later
// A private community with two members, a guest and a steward in it, and the methods of threads as
// short words.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {

struct Threads : testing::Test {
  using Room = tests::Room;
  Room room;
  tests::World& world = room.world;
  Actor anna = world.person("Anna"), bo = world.person("Bo"), steward = world.person("Steward"),
        outsider = world.person("Outsider"), guest = world.person("Guest", v1::ROLE_GUEST);
  Id community;

  void SetUp() override { community = full_community(v1::OPENNESS_PRIVATE); }

  // With Anna, Bo, the guest and the steward in it.
  Id full_community(v1::Openness openness) {
    const Id id = room.community(openness);
    for (const Actor& actor : {anna, bo, guest}) room.join(id, actor);
    room.join(id, steward, true);
    return id;
  }
  Result<v1::Thread> rename(const Actor& actor, const Id& thread, const std::string& title) {
    v1::RenameThreadRequest request;
    request.set_thread(thread.text());
    request.set_title(title);
    return world.call<v1::Thread>(actor, "RenameThread", request);
  }
  Result<v1::Thread> move(const Actor& actor, const Id& thread, const Id& target) {
    v1::MoveThreadRequest request;
    request.set_thread(thread.text());
    request.set_community(target.text());
    return world.call<v1::Thread>(actor, "MoveThread", request);
  }
  Result<v1::Thread> resolve(const Actor& actor, const Id& thread, bool resolved = true) {
    v1::SetResolvedRequest request;
    request.set_thread(thread.text());
    request.set_resolved(resolved);
    return world.call<v1::Thread>(actor, "SetResolved", request);
  }
  Result<v1::Thread> pin(const Actor& actor, const Id& thread, bool pinned = true) {
    v1::SetThreadPinnedRequest request;
    request.set_thread(thread.text());
    request.set_pinned(pinned);
    return world.call<v1::Thread>(actor, "SetThreadPinned", request);
  }
  Result<v1::ThreadLevel> follow(const Actor& actor, const Id& thread, v1::ThreadFollow level) {
    v1::SetThreadLevelRequest request;
    request.set_thread(thread.text());
    request.set_follow(level);
    return world.call<v1::ThreadLevel>(actor, "SetThreadLevel", request);
  }
  Result<v1::ThreadView> get(const Actor& actor, const Id& thread) {
    v1::GetThreadRequest request;
    request.set_thread(thread.text());
    return world.call<v1::ThreadView>(actor, "GetThread", request);
  }
  Result<v1::ListThreadsReply> list(const Actor& actor, const Id& place, std::uint32_t limit = 0,
                                    const std::string& page = {}) {
    v1::ListThreadsRequest request;
    request.set_community(place.text());
    request.set_limit(limit);
    request.set_page(page);
    return world.call<v1::ListThreadsReply>(actor, "ListThreads", request);
  }
  std::vector<Id> listed(const Id& place, std::uint32_t limit = 0) {
    std::vector<Id> ids;
    std::string page;
    do {
      const auto reply = Room::must(list(anna, place, limit, page));
      for (const auto& view : reply.threads()) ids.push_back(*Id::parse(view.thread().id()));
      page = reply.next_page();
    } while (!page.empty());
    return ids;
  }
};

template <class T>
Code code(const Result<T>& result) {
  return result ? tests::kAccepted : result.error().code;
}

}  // namespace fika::domain
