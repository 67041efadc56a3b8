// SPDX-License-Identifier: GPL-3.0-or-later
// Communities, conversations and threads for the tests of threads, messages and reading, made below
// the methods of the capabilities that own them.
#pragma once

#include <algorithm>
#include <fika/v1/conversations.pb.h>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/check.h"
#include "server/domain/communities/communities.h"
#include "server/domain/members.h"
#include "server/domain/messages/messages.h"
#include "server/domain/reading/reading.h"
#include "server/domain/threads/threads.h"
#include "tests/support/world.h"

namespace fika::tests {

// What refusal() says of a call that was not refused.
inline constexpr Code kAccepted = Code::kInternal;

class Room {
 public:
  explicit Room(const std::vector<domain::Capability>& capabilities = {domain::threads(),
                                                                       domain::messages(),
                                                                       domain::reading()})
      : world(capabilities) {}

  World world;

  Id community(v1::Openness openness) {
    v1::Community entity;
    entity.set_id(world.fresh_id().text());
    entity.set_name("Community");
    entity.set_openness(openness);
    must(world.write(
        [&](storage::Transaction& txn) { return domain::put_new_community(txn, entity); }));
    return *Id::parse(entity.id());
  }
  void join(const Id& community, const domain::Actor& actor, bool is_steward = false) {
    must(world.write([&](storage::Transaction& txn) -> Status {
      TRY(const auto person, storage::find<v1::Person>(txn, world.organisation(), {actor.person}));
      TRY(const auto member, domain::admit_member(txn, community, *person, is_steward));
      return {};
    }));
  }
  void leave(const Id& community, const domain::Actor& actor) {
    must(world.write([&](storage::Transaction& txn) {
      return domain::dismiss_member(txn, community, actor.person);
    }));
  }
  void archive(const Id& community) {
    must(world.write([&](storage::Transaction& txn) -> Status {
      TRY(auto entity, storage::find<v1::Community>(txn, community));
      entity->set_archived(true);
      return txn.put(*entity);
    }));
  }
  Id conversation(const std::vector<domain::Actor>& actors) {
    const Id id = world.fresh_id();
    must(world.write([&](storage::Transaction& txn) -> Status {
      v1::Conversation entity;
      entity.set_id(id.text());
      CHECKED(txn.create(entity));
      CHECKED(txn.set_scope(id, domain::conversation_scope(id)));
      for (const domain::Actor& actor : actors) {
        TRY(const auto person,
            storage::find<v1::Person>(txn, world.organisation(), {actor.person}));
        TRY(const auto member,
            domain::add_member(txn, domain::conversation_scope(id), *person, false));
      }
      return {};
    }));
    return id;
  }

  v1::StartThreadRequest thread_request(const Id& community, const std::string& text) {
    v1::StartThreadRequest request;
    request.set_id(world.fresh_id().text());
    request.set_message(world.fresh_id().text());
    request.set_community(community.text());
    request.set_text(text);
    return request;
  }
  v1::StartThreadReply start(const domain::Actor& actor, const Id& community,
                             const std::string& text = "Hello") {
    return must(
        world.call<v1::StartThreadReply>(actor, "StartThread", thread_request(community, text)));
  }
  Id thread(const domain::Actor& actor, const Id& community, const std::string& text = "Hello") {
    return *Id::parse(start(actor, community, text).thread().id());
  }

  v1::PostMessageRequest post_request(const Id& root, const std::string& text) {
    v1::PostMessageRequest request;
    request.set_id(world.fresh_id().text());
    request.set_root(root.text());
    request.set_text(text);
    return request;
  }
  v1::Message say(const domain::Actor& actor, const Id& root, const std::string& text = "Hi") {
    return must(world.call<v1::Message>(actor, "PostMessage", post_request(root, text)));
  }
  static std::string mention(const domain::Actor& actor) {
    return "[@Name](/people/" + actor.person.text() + ")";
  }

  v1::Head head(const Id& root) { return must(domain::head_of(*world.read(), root)); }
  v1::ReadMarker marker(const domain::Actor& actor, const Id& root) {
    return must(domain::read_marker(*world.read(), actor.person, root));
  }
  std::vector<v1::InboxItem> inbox(const domain::Actor& actor, bool include_done = false) {
    return must(domain::inbox_of(*world.read(), actor.person, include_done));
  }

  // What the last commit told clients, such as "community put Message", sorted.
  std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const auto& scope : world.last_commit().scopes) {
      for (const auto& change : scope.changes) {
        lines.push_back(fmt::format("{} {} {}", scope_name(scope.scope.kind),
                                    change_name(change.kind), kind_name(change.entity_kind)));
      }
    }
    std::ranges::sort(lines);
    return lines;
  }

  template <class T>
  static T must(Result<T> result) {
    if (!result) ADD_FAILURE() << result.error().detail;
    FIKA_CHECK(result.has_value());
    return *std::move(result);
  }
  static void must(const Status& status) {
    if (!status) ADD_FAILURE() << status.error().detail;
    FIKA_CHECK(status.has_value());
  }

 private:
  static std::string scope_name(std::uint8_t kind) {
    constexpr std::string_view kNames[] = {"?", "organisation", "community", "conversation",
                                           "person"};
    return std::string(kNames[kind]);
  }
  static std::string change_name(store::v1::ChangeKind kind) {
    constexpr std::string_view kNames[] = {"?", "put", "erase", "left", "entered"};
    return std::string(kNames[kind]);
  }
  static std::string kind_name(std::uint32_t kind) {
    switch (kind) {
      case 0:
        return "root";
      case 20:
        return "Thread";
      case 21:
        return "Head";
      case 22:
        return "ThreadLevel";
      case 30:
        return "Message";
      case 31:
        return "Reaction";
      case 32:
        return "GroupMention";
      case 33:
        return "InboxItem";
      case 50:
        return "ReadMarker";
      case 51:
        return "Draft";
      default:
        return fmt::format("kind {}", kind);
    }
  }
};

using Lines = std::vector<std::string>;

}  // namespace fika::tests
