// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody puts another's ids into every field of every method. Whatever the answers are, none
// shows what is private, and nothing of the other's has changed afterwards.
#include <fika/v1/conversations.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <set>

#include <fmt/format.h>

#include "server/domain/registry/registry.h"
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kSecretWord = "rhubarbarium";

// These act on the caller alone, by design: they would only end the intruder.
const std::set<std::string_view> kAboutOneself = {"SignOut", "SetPassword"};

struct Owner {
  Account account;
  Account friend_of;
  std::vector<std::string> ids;  // of everything that is private
  std::string community, thread, conversation;
};

// One call of each kind that reads what is the owner's, as the owner sees it.
std::string seen_by(Served& served, const Owner& owner) {
  std::string all;
  const auto look = [&](std::string_view method, const Message& request) {
    const HttpAnswer answer = served.http().call(owner.account.secret, method, request);
    EXPECT_EQ(answer.status, 200) << method << answer.body;
    all += fmt::format("{}: {}\n", method, answer.body);
  };
  v1::GetCommunityRequest community;
  community.set_community(owner.community);
  look("CommunityService/GetCommunity", community);
  v1::ListMembersRequest members;
  for (const std::string& root : {owner.community, owner.conversation}) {
    members.set_root(root);
    look("CommunityService/ListMembers", members);
  }
  v1::ListThreadsRequest threads;
  threads.set_community(owner.community);
  look("ThreadService/ListThreads", threads);
  v1::ListMessagesRequest messages;
  for (const std::string& root : {owner.thread, owner.conversation}) {
    messages.set_root(root);
    look("MessageService/ListMessages", messages);
  }
  look("PeopleService/GetMe", v1::GetMeRequest());
  look("SignInService/ListSignIns", v1::ListSignInsRequest());
  look("SignInService/ListTokens", v1::ListTokensRequest());
  v1::ListInboxRequest inbox;
  inbox.set_include_done(true);
  look("ReadingService/ListInbox", inbox);
  return all;
}

Owner settle(Served& served) {
  Owner owner{served.add_person("Olga"), served.add_person("Frida"), {}, {}, {}, {}};
  const Account& account = owner.account;
  const std::string text(kSecretWord);
  owner.community = served.community(account, v1::OPENNESS_PRIVATE, text);
  served.add_member(account, owner.community, owner.friend_of.id);
  owner.thread = served.thread(account, owner.community, text + " thread");
  v1::StartConversationRequest conversation;
  conversation.set_id(fresh_id());
  conversation.add_participants(owner.friend_of.id);
  owner.conversation =
      served.tell<v1::Conversation>(account, "ConversationService/StartConversation", conversation)
          .id();
  v1::CreateTokenRequest token;
  token.set_id(fresh_id());
  token.set_name("Robot " + text);
  token.set_scope(v1::TOKEN_SCOPE_WRITE);
  served.tell<v1::CreateTokenReply>(account, "SignInService/CreateToken", token);
  v1::CreateInvitationRequest invitation;
  invitation.set_id(fresh_id());
  invitation.set_role(v1::ROLE_MEMBER);
  served.tell<v1::CreateInvitationReply>(served.admin(), "SignInService/CreateInvitation",
                                         invitation);
  owner.ids = {owner.community, owner.thread,    owner.conversation,
               token.id(),      invitation.id(), account.id};
  for (const std::string& root : {owner.thread, owner.conversation}) {
    owner.ids.push_back(served.post(account, root, text + " message"));
    served.post(owner.friend_of, root, fmt::format("{} to [@Olga](/people/{})", text, account.id));
  }
  const auto devices = served.tell<v1::ListSignInsReply>(account, "SignInService/ListSignIns",
                                                         v1::ListSignInsRequest());
  owner.ids.push_back(devices.sign_ins(0).id());
  const auto inbox =
      served.tell<v1::ListInboxReply>(account, "ReadingService/ListInbox", v1::ListInboxRequest());
  EXPECT_GE(inbox.items_size(), 1) << "the mention is in the inbox";
  for (const auto& item : inbox.items()) owner.ids.push_back(item.id());
  return owner;
}

void fill_text(Message& message, const FieldDescriptor& field, const std::string& text) {
  if (field.is_repeated()) {
    message.GetReflection()->AddString(&message, &field, text);
  } else {
    message.GetReflection()->SetString(&message, &field, text);
  }
}

// The other fields so that they do not stand in the way.
void fill_rest(Message& message) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const auto* reflection = message.GetReflection();
    if (field.is_repeated()) continue;
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      reflection->SetEnumValue(&message, &field, 1);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      reflection->SetBool(&message, &field, true);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_UINT64 && field.name() == "ordinal") {
      reflection->SetUInt64(&message, &field, 1);
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      const bool is_new = field.name() == "id" || field.name() == "message";
      fill_text(message, field, is_new ? fresh_id() : "Text");
    }
  }
}

TEST(ForeignIds, InAnyFieldOfAnyMethodShowNothingAndChangeNothing) {
  Served served({"--no-rate-limits"});
  const Owner owner = settle(served);
  const Account intruder = served.add_person("Ingrid");
  const Account guest = served.add_person("Gry", v1::ROLE_GUEST);
  const std::string before = seen_by(served, owner);
  std::size_t calls = 0;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& method : capability.methods) {
      if (kAboutOneself.contains(method.name)) continue;
      const std::string name = fmt::format(
          "{}/{}", capability.service.substr(capability.service.rfind('.') + 1), method.name);
      const auto* descriptor = method.request->GetDescriptor();
      for (int i = 0; i < descriptor->field_count(); ++i) {
        if (descriptor->field(i)->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
        for (const std::string& id : owner.ids) {
          for (const Account& account : {intruder, guest}) {
            const std::unique_ptr<Message> request(method.request->New());
            fill_rest(*request);
            fill_text(*request, *descriptor->field(i), id);
            const HttpAnswer answer = served.http().call(account.secret, name, *request);
            ++calls;
            ASSERT_NE(answer.status, 0) << name;
            ASSERT_LT(answer.status, 500) << name << ": " << answer.body;
            ASSERT_EQ(answer.body.find(kSecretWord), std::string::npos)
                << name << " shows what is private, by " << descriptor->field(i)->name();
          }
        }
      }
    }
  }
  EXPECT_GT(calls, 1'000U);
  EXPECT_EQ(seen_by(served, owner), before) << "something of the owner's has changed";
}

TEST(ForeignIds, AbsentAndForbiddenAreAnsweredAlike) {
  Served served({"--no-rate-limits"});
  const Owner owner = settle(served);
  const Account intruder = served.add_person("Ingrid");
  v1::GetThreadRequest thread;
  v1::GetConversationRequest conversation;
  v1::GetCommunityRequest community;
  thread.set_thread(owner.thread);
  conversation.set_conversation(owner.conversation);
  community.set_community(owner.community);
  const auto asked = [&](std::string_view method, const Message& request) {
    const HttpAnswer answer = served.http().call(intruder.secret, method, request);
    return fmt::format("{} {}", answer.status, answer.body);
  };
  const std::string thread_there = asked("ThreadService/GetThread", thread);
  const std::string conversation_there = asked("ConversationService/GetConversation", conversation);
  const std::string community_there = asked("CommunityService/GetCommunity", community);
  thread.set_thread(fresh_id());
  conversation.set_conversation(fresh_id());
  community.set_community(fresh_id());
  EXPECT_EQ(thread_there, asked("ThreadService/GetThread", thread));
  EXPECT_EQ(conversation_there, asked("ConversationService/GetConversation", conversation));
  EXPECT_EQ(community_there, asked("CommunityService/GetCommunity", community));
  EXPECT_TRUE(thread_there.starts_with("404")) << thread_there;
}

}  // namespace
}  // namespace fika::tests
