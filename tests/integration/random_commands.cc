// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/random_commands.h"

#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/saved.pb.h>
#include <fika/v1/threads.pb.h>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/domain/communities/communities.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::tests {
namespace {

template <class Request>
std::unique_ptr<google::protobuf::Message> boxed(Request request) {
  return std::make_unique<Request>(std::move(request));
}

}  // namespace

RandomCommands::RandomCommands(World& world, std::uint64_t seed) : world_(world), random_(seed) {
  for (int i = 0; i < 5; ++i) people_.push_back(world.person(fmt::format("Member {}", i)));
  people_.push_back(world.person("Guest", v1::ROLE_GUEST));
  settle_in();
}

void RandomCommands::settle_in() {
  for (std::size_t i = 0; i < 4; ++i) {
    v1::CreateCommunityRequest community;
    community.set_id(fresh(communities_));
    community.set_name("Community");
    community.set_openness(static_cast<v1::Openness>(1 + i % 3));
    EXPECT_TRUE(world_.call_any(people_[i], "CreateCommunity", community));
    v1::AddMemberRequest member;
    member.set_community(community.id());
    for (std::size_t p = 0; p < people_.size(); p += 1 + i) {
      member.set_person(people_[p].person.text());
      std::ignore = world_.call_any(people_[i], "AddMember", member);
    }
    // Somebody looks after all of them and can merge them.
    v1::SetStewardRequest steward;
    steward.set_community(community.id());
    steward.set_person(people_.front().person.text());
    steward.set_steward(true);
    EXPECT_TRUE(world_.call_any(people_[i], "SetSteward", steward));
    v1::StartThreadRequest thread;
    thread.set_id(fresh(threads_));
    thread.set_community(community.id());
    thread.set_message(fresh(messages_));
    thread.set_text("The first");
    EXPECT_TRUE(world_.call_any(people_[i], "StartThread", thread));
  }
  if (one_in(3)) crowd(communities_[below(2)]);
}

void RandomCommands::crowd(const Id& community) {
  constexpr int kCrowd = 520;
  for (int done = 0; done < kCrowd;) {
    EXPECT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
      for (const int end = done + kCrowd / 4; done < end; ++done) {
        v1::Person person;
        const Id id = txn.fresh_id();
        person.set_organisation(world_.organisation().text());
        person.set_id(id.text());
        person.set_role(v1::ROLE_MEMBER);
        person.set_deactivated(true);
        person.set_former_colleague(true);
        CHECKED(txn.set_scope(id, domain::person_scope(id)));
        CHECKED(txn.put(person));
        CHECKED(domain::admit_member(txn, community, person));
      }
      return {};
    }));
  }
}

std::size_t RandomCommands::below(std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
}

std::string RandomCommands::any(std::vector<Id>& ids) {
  return ids.empty() ? fresh(ids) : ids[below(ids.size())].text();
}

std::string RandomCommands::fresh(std::vector<Id>& ids) {
  ids.push_back(world_.fresh_id());
  return ids.back().text();
}

void RandomCommands::step() {
  world_.clock().advance(1);
  Given given;
  const std::size_t choice = below(26);
  if (choice < 5) {
    given = about_community();
  } else if (choice < 10) {
    given = about_thread();
  } else if (choice < 17) {
    given = about_message();
  } else if (choice < 20) {
    given = about_self();
  } else {
    given = about_page();
  }
  const domain::Actor& anyone = one_in(12) ? world_.admin() : people_[below(people_.size())];
  const domain::Actor actor = given.actor.value_or(anyone);
  const std::string client_id = world_.fresh_id().text();
  const auto first = world_.call_any(actor, given.method, *given.request, client_id);
  if (!first) return;
  ++accepted_;
  if (given.method == "MergeCommunities") ++merged_;
  if (given.method == "SavePage") ++saved_;
  if (!one_in(2)) return;
  finish_jobs();
  const std::uint64_t head = world_.store().head().seq;
  const auto again = world_.call_any(actor, given.method, *given.request, client_id);
  ASSERT_TRUE(again.has_value()) << given.method << ": " << again.error().detail;
  EXPECT_EQ((*again)->SerializeAsString(), (*first)->SerializeAsString()) << given.method;
  EXPECT_EQ(world_.store().head().seq, head) << given.method << " had its effect twice";
}

void RandomCommands::finish_jobs() {
  // The writer turns to what waits when it has done what is due.
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(world_.write([](auto&) { return Status(); }));
}

RandomCommands::Given RandomCommands::about_community() {
  switch (below(10)) {
    case 0: {
      v1::CreateCommunityRequest request;
      request.set_id(communities_.size() < 9 ? fresh(communities_) : any(communities_));
      request.set_name("Community");
      request.set_openness(static_cast<v1::Openness>(1 + below(3)));
      return {"CreateCommunity", boxed(request)};
    }
    case 1:
    case 2: {
      v1::JoinCommunityRequest request;
      request.set_community(any(communities_));
      return {"JoinCommunity", boxed(request)};
    }
    case 3: {
      v1::LeaveCommunityRequest request;
      request.set_community(any(communities_));
      return {"LeaveCommunity", boxed(request)};
    }
    case 4: {
      v1::AddMemberRequest request;
      request.set_community(any(communities_));
      request.set_person(anybody());
      return {"AddMember", boxed(request)};
    }
    case 5: {
      v1::RemoveMemberRequest request;
      request.set_community(any(communities_));
      request.set_person(anybody());
      return {"RemoveMember", boxed(request)};
    }
    case 6: {
      v1::UpdateCommunityRequest request;
      request.set_community(any(communities_));
      request.set_openness(static_cast<v1::Openness>(1 + below(3)));
      return {"UpdateCommunity", boxed(request)};
    }
    case 7: {
      v1::SetStewardRequest request;
      request.set_community(any(communities_));
      request.set_person(anybody());
      request.set_steward(one_in(2));
      return {"SetSteward", boxed(request)};
    }
    case 8:
      return about_merging();
    default: {
      v1::AnswerJoinRequestRequest request;
      request.set_community(any(communities_));
      request.set_person(anybody());
      request.set_accept(true);
      return {"AnswerJoinRequest", boxed(request)};
    }
  }
}

// By who looks after both, if anybody does: others may not.
RandomCommands::Given RandomCommands::about_merging() {
  v1::MergeCommunitiesRequest request;
  request.set_community(any(communities_));
  request.set_into(any(communities_));
  request.set_may_widen(!one_in(4));
  Given given{"MergeCommunities", boxed(request)};
  const auto reader = world_.read();
  for (const domain::Actor& actor : people_) {
    const auto is_steward = [&](const std::string& community) {
      const auto member = storage::find<v1::Member>(*reader, *Id::parse(community), {actor.person});
      return member && *member && (*member)->steward();
    };
    if (is_steward(request.community()) && is_steward(request.into())) given.actor = actor;
  }
  return given;
}

// Of the thread that one of the messages is in, or of any other.
RandomCommands::Given RandomCommands::about_regrouping() {
  const std::string message = any(messages_);
  const auto place = storage::place_of(*world_.read(), *Id::parse(message));
  const bool is_there = place && *place && !one_in(8);
  const std::string thread = is_there ? (*place)->root.text() : any(threads_);
  if (one_in(3)) {
    v1::MergeThreadsRequest request;
    request.set_thread(thread);
    request.set_into(any(threads_));
    return {"MergeThreads", boxed(request)};
  }
  v1::SplitThreadRequest request;
  request.set_thread(thread);
  request.set_id(threads_.size() < 24 ? fresh(threads_) : any(threads_));
  request.set_title("Beside");
  if (one_in(2)) {
    request.set_from_message(message);
  } else {
    request.add_messages(message);
  }
  return {"SplitThread", boxed(request)};
}

RandomCommands::Given RandomCommands::about_thread() {
  switch (below(10)) {
    case 0:
    case 1: {
      v1::StartThreadRequest request;
      request.set_id(threads_.size() < 12 ? fresh(threads_) : any(threads_));
      request.set_community(any(communities_));
      request.set_message(fresh(messages_));
      request.set_text("A first line\nand more");
      return {"StartThread", boxed(request)};
    }
    case 2:
    case 3: {
      v1::MoveThreadRequest request;
      request.set_thread(any(threads_));
      request.set_community(any(communities_));
      return {"MoveThread", boxed(request)};
    }
    case 4: {
      v1::SetResolvedRequest request;
      request.set_thread(any(threads_));
      request.set_resolved(one_in(2));
      return {"SetResolved", boxed(request)};
    }
    case 5:
    case 6:
    case 7:
      return about_regrouping();
    case 8: {
      v1::RenameThreadRequest request;
      request.set_thread(any(threads_));
      request.set_title(fmt::format("Title {}", below(1000)));
      return {"RenameThread", boxed(request)};
    }
    default: {
      v1::StartConversationRequest request;
      request.set_id(fresh(conversations_));
      request.add_participants(anybody());
      request.add_participants(anybody());
      return {"StartConversation", boxed(request)};
    }
  }
}

RandomCommands::Given RandomCommands::about_message() {
  switch (below(8)) {
    case 0:
    case 1:
    case 2: {
      v1::PostMessageRequest request;
      request.set_id(one_in(20) ? any(messages_) : fresh(messages_));
      request.set_root(one_in(3) ? any(conversations_) : one_in(4) ? any(pages_) : any(threads_));
      request.set_text(one_in(4) ? fmt::format("[@You](/people/{}) @thread", anybody()) : "Text");
      return {"PostMessage", boxed(request)};
    }
    case 3: {
      v1::EditMessageRequest request;
      request.set_message(any(messages_));
      request.set_text(fmt::format("Edited {}", below(1000)));
      return {"EditMessage", boxed(request)};
    }
    case 4: {
      v1::DeleteMessageRequest request;
      request.set_message(any(messages_));
      return {"DeleteMessage", boxed(request)};
    }
    case 5: {
      v1::AddReactionRequest request;
      request.set_message(any(messages_));
      request.set_emoji(one_in(2) ? "👍" : ":tada:");
      return {"AddReaction", boxed(request)};
    }
    case 6: {
      v1::RemoveReactionRequest request;
      request.set_message(any(messages_));
      request.set_emoji("👍");
      return {"RemoveReaction", boxed(request)};
    }
    default: {
      v1::SetMessagePinnedRequest request;
      request.set_message(any(messages_));
      request.set_pinned(one_in(2));
      return {"SetMessagePinned", boxed(request)};
    }
  }
}

RandomCommands::Given RandomCommands::about_self() {
  switch (below(7)) {
    case 0: {
      v1::MarkReadRequest request;
      request.set_root(any(threads_));
      request.set_generation(below(3));
      request.set_ordinal(below(10));
      return {"MarkRead", boxed(request)};
    }
    case 1: {
      v1::MarkUnreadRequest request;
      request.set_root(any(threads_));
      request.set_ordinal(1 + below(5));
      return {"MarkUnread", boxed(request)};
    }
    case 2: {
      v1::SaveDraftRequest request;
      request.set_target(any(threads_));
      request.set_text(one_in(3) ? "" : "Half a thought");
      return {"SaveDraft", boxed(request)};
    }
    case 3: {
      v1::SaveMessageRequest request;
      request.set_message(any(messages_));
      request.set_note(one_in(2) ? "" : "Later");
      return {"SaveMessage", boxed(request)};
    }
    case 4: {
      v1::UnsaveMessageRequest request;
      request.set_message(any(messages_));
      return {"UnsaveMessage", boxed(request)};
    }
    case 5: {
      v1::UpdateProfileRequest request;
      request.set_name(fmt::format("Name {}", below(1000)));
      return {"UpdateProfile", boxed(request)};
    }
    default: {
      v1::SetRoleRequest request;
      request.set_person(anybody());
      request.set_role(one_in(2) ? v1::ROLE_GUEST : v1::ROLE_MEMBER);
      return {"SetRole", boxed(request)};
    }
  }
}

}  // namespace fika::tests
