// SPDX-License-Identifier: GPL-3.0-or-later
// One place of every openness, and everybody who may stand to it in some way; what each is to be
// answered, and how to ask so that nothing stays.
#pragma once

#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/threads.pb.h>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/domain/registry/registry.h"
#include "server/domain/run.h"
#include "tests/integration/policy_table.h"
#include "tests/support/world.h"

namespace fika::tests {

enum class Who { kAnonymous, kGuestOut, kGuestIn, kMemberOut, kMemberIn, kSteward, kAdmin };
enum class Where { kOpen, kOnRequest, kPrivate, kConversation, kInbox };

inline constexpr std::array kEverybody = {Who::kAnonymous, Who::kGuestOut, Who::kGuestIn,
                                          Who::kMemberOut, Who::kMemberIn, Who::kSteward,
                                          Who::kAdmin};
inline constexpr std::array kWhoNames = {"anonymous",      "guest outside", "guest inside",
                                         "member outside", "member inside", "steward",
                                         "admin"};
inline constexpr std::array kWhereNames = {"open", "on request", "private", "conversation",
                                           "inbox"};

inline bool is_guest(Who who) { return who == Who::kGuestOut || who == Who::kGuestIn; }

inline Stands stands(Who who, Where where) {
  switch (where) {
    case Where::kInbox:
      return who == Who::kMemberIn ? Stands::kBelongs : Stands::kStranger;
    case Where::kConversation:
      return who == Who::kGuestIn || who == Who::kMemberIn || who == Who::kSteward
                 ? Stands::kBelongs
                 : Stands::kStranger;
    default:
      break;
  }
  if (who == Who::kSteward) return Stands::kLooksAfter;
  if (who == Who::kMemberIn || who == Who::kGuestIn) return Stands::kBelongs;
  if (is_guest(who) || where == Where::kPrivate) return Stands::kStranger;
  return where == Where::kOpen ? Stands::kSees : Stands::kKnows;
}

// Nothing: it is let through.
inline std::optional<Code> expected(const Demand& demand, Who who, Where where) {
  if (demand.least == Least::kAnyone) return {};
  if (who == Who::kAnonymous) return Code::kUnauthenticated;
  if (is_guest(who) && demand.least > Least::kGuest) return Code::kForbidden;
  if (who != Who::kAdmin && demand.least == Least::kAdmin) return Code::kForbidden;
  if (is_guest(who) && demand.guests) return demand.guests;
  if (demand.root.empty() || (who == Who::kAdmin && demand.admin_manages)) return {};
  const Stands standing = stands(who, where);
  if (standing < demand.stands) {
    return standing < Stands::kSees ? Code::kNotFound : Code::kForbidden;
  }
  if (demand.only_author && who != Who::kSteward) return Code::kForbidden;
  return {};
}

// The ids of one place to ask about.
struct Place {
  std::string root, thread, message, page;
};

class PolicyTable : public ::testing::Test {
 protected:
  using FieldDescriptor = google::protobuf::FieldDescriptor;
  using Message = google::protobuf::Message;

  void SetUp() override {
    for (const Who who : kEverybody) {
      if (who == Who::kAnonymous) continue;
      if (who == Who::kAdmin) {
        actors[who] = world.admin();
        continue;
      }
      actors[who] = world.person(kWhoNames[static_cast<std::size_t>(who)],
                                 is_guest(who) ? v1::ROLE_GUEST : v1::ROLE_MEMBER);
    }
    colleague = world.person("Colleague");
    elsewhere = community(v1::OPENNESS_OPEN, {Who::kGuestOut, Who::kGuestIn, Who::kMemberIn});
    written(elsewhere);
    for (const Where where : {Where::kOpen, Where::kOnRequest, Where::kPrivate}) {
      settle(where, static_cast<v1::Openness>(static_cast<int>(where) + 1));
    }
    v1::StartConversationRequest conversation;
    conversation.set_id(world.fresh_id().text());
    for (const Who who : {Who::kMemberIn, Who::kGuestIn}) {
      conversation.add_participants(actors[who].person.text());
    }
    must("StartConversation", conversation);
    places[Where::kConversation] = {conversation.id(), conversation.id(), {}, {}};
    places[Where::kConversation].message = posted(conversation.id());
    const auto inbox =
        world.call<v1::ListInboxReply>(actors[Who::kMemberIn], "ListInbox", v1::ListInboxRequest());
    ASSERT_TRUE(inbox && inbox->items_size() > 0);
    places[Where::kInbox].root = inbox->items(0).id();
  }

  void must(const std::string& method, const Message& request) {
    const auto reply = world.call_any(actors[Who::kSteward], method, request);
    ASSERT_TRUE(reply.has_value()) << method << ": " << reply.error().detail;
  }
  std::string community(v1::Openness openness, const std::vector<Who>& members) {
    v1::CreateCommunityRequest request;
    request.set_id(world.fresh_id().text());
    request.set_name("Place");
    request.set_openness(openness);
    must("CreateCommunity", request);
    v1::AddMemberRequest member;
    member.set_community(request.id());
    member.set_person(colleague.person.text());
    must("AddMember", member);
    for (const Who who : members) {
      member.set_person(actors[who].person.text());
      must("AddMember", member);
    }
    return request.id();
  }
  void settle(Where where, v1::Openness openness) {
    Place& place = places[where];
    place.root = community(openness, {Who::kMemberIn, Who::kGuestIn});
    v1::StartThreadRequest thread;
    thread.set_id(world.fresh_id().text());
    thread.set_community(place.root);
    thread.set_message(world.fresh_id().text());
    thread.set_text("Thread");
    must("StartThread", thread);
    place.thread = thread.id();
    place.message = posted(place.thread);
    place.page = written(place.root);
  }
  std::string written(const std::string& place) {
    v1::CreatePageRequest request;
    request.set_id(world.fresh_id().text());
    request.set_community(place);
    request.set_title("Title");
    must("CreatePage", request);
    return request.id();
  }
  std::string posted(const std::string& root) {
    v1::PostMessageRequest request;
    request.set_id(world.fresh_id().text());
    request.set_root(root);
    request.set_text(fmt::format("To [@M](/people/{})", actors[Who::kMemberIn].person.text()));
    must("PostMessage", request);
    return request.id();
  }

  // What the method's root field may name in this place; nothing when the two do not go together.
  std::optional<std::string> named(std::string_view method, std::string_view field, Where where) {
    const Place& place = places[where];
    const bool is_talk = where == Where::kConversation;
    if ((field == "item") != (where == Where::kInbox)) return {};
    if (field == "item") return place.root;
    if (field == "message") return place.message;
    if (field == "conversation") return is_talk ? std::optional(place.root) : std::nullopt;
    if (field == "root" && method != "ListMembers") return place.thread;
    if (field == "root") return place.root;
    if (is_talk) return {};
    if (field == "page") return place.page;
    return field == "thread" ? place.thread : place.root;
  }
  void fill(Message& request, const FieldDescriptor& field) {
    const auto* reflection = request.GetReflection();
    const std::string& name = field.name();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      reflection->SetEnumValue(&request, &field, name == "role" ? 2 : 1);
    } else if (name == "ordinal") {
      reflection->SetUInt64(&request, &field, 1);
    }
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return;
    const std::map<std::string, std::string> values = {{"id", world.fresh_id().text()},
                                                       {"message", world.fresh_id().text()},
                                                       {"person", colleague.person.text()},
                                                       {"participants", colleague.person.text()},
                                                       {"community", elsewhere},
                                                       {"emoji", "👍"},
                                                       {"email", "nobody@example.org"},
                                                       {"password", "a long enough one"},
                                                       {"secret", "wrong"},
                                                       {"text", "Text"},
                                                       {"title", "Title"},
                                                       {"tag", "tag"},
                                                       {"name", "Name"},
                                                       {"device", "Test"}};
    const auto value = values.find(name);
    if (value == values.end()) return;
    if (field.is_repeated()) {
      reflection->AddString(&request, &field, value->second);
    } else {
      reflection->SetString(&request, &field, value->second);
    }
  }
  std::unique_ptr<Message> request_for(const domain::Method& method, const Demand& demand,
                                       const std::string& root) {
    std::unique_ptr<Message> request(method.request->New());
    for (int i = 0; i < request->GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *request->GetDescriptor()->field(i);
      if (field.name() == demand.root) {
        request->GetReflection()->SetString(request.get(), &field, root);
      } else {
        fill(*request, field);
      }
    }
    return request;
  }

  // The code of the refusal, if it is refused; in the order the server goes through the steps.
  std::optional<Code> attempt(const domain::Method& method, const domain::Actor& actor,
                              const Message& request) {
    const auto code = [](const auto& result) {
      return result ? std::optional<Code>() : std::optional(result.error().code);
    };
    const auto reader = world.read();
    const domain::Query asked{*reader, actor, world.organisation(), world.clock().now_ms()};
    if (method.query) return code(domain::run_query(method, asked, request));
    const auto present =
        domain::check_policy(*reader, world.organisation(), actor, method, request);
    if (!present) return code(present);
    std::string prepared;
    if (method.prepare) {
      const domain::Query query{*reader, *present, world.organisation(), world.clock().now_ms()};
      auto made = method.prepare(query, request);
      if (!made) return code(made);
      prepared = *std::move(made);
    }
    std::optional<Code> refusal;
    const Status tried = world.write([&](storage::Transaction& txn) -> Status {
      const domain::Command command{txn, actor, world.organisation(), prepared};
      refusal = code(domain::run_command(method, command, request));
      return fail(Code::kState, "This was only tried.");
    });
    EXPECT_FALSE(tried.has_value());
    return refusal;
  }

  void check(const domain::Method& method, const Demand& demand, Who who, Where where) {
    const auto root =
        demand.root.empty() ? std::optional(std::string()) : named(method.name, demand.root, where);
    if (!root) return;
    ++checks;
    const auto request = request_for(method, demand, *root);
    const auto refusal = attempt(method, actors[who], *request);
    const auto due = expected(demand, who, where);
    const std::string trace =
        fmt::format("{} by {} in {}: {}", method.name, kWhoNames[static_cast<std::size_t>(who)],
                    kWhereNames[static_cast<std::size_t>(where)],
                    refusal ? code_info(*refusal).connect : "accepted");
    if (due) {
      EXPECT_EQ(refusal, due) << trace;
    } else if (refusal != demand.also) {
      EXPECT_NE(refusal, std::optional(Code::kUnauthenticated)) << trace;
      EXPECT_NE(refusal, std::optional(Code::kForbidden)) << trace;
      EXPECT_NE(refusal, std::optional(Code::kNotFound)) << trace;
    }
  }

  World world{domain::registry()};
  std::map<Who, domain::Actor> actors;
  domain::Actor colleague;
  std::string elsewhere;
  std::map<Where, Place> places;
  std::size_t checks = 0;
};

}  // namespace fika::tests
