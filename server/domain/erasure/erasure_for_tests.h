// SPDX-License-Identifier: GPL-3.0-or-later
// A world in which one person has left traces in every place, all with the same word in them.
#pragma once

#include <cstdlib>
#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/communities/communities.h"
#include "server/domain/conversations/conversations.h"
#include "server/domain/erasure/asking.h"
#include "server/domain/erasure/erasure.h"
#include "server/domain/importing/importing.h"
#include "server/domain/messages/messages.h"
#include "server/domain/people/people.h"
#include "server/domain/reading/reading.h"
#include "server/domain/saved/saved.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/sign_in.h"
#include "server/domain/threads/threads.h"
#include "storage/temp_folder.h"
#include "tests/support/world.h"

namespace fika::domain {

// In lower case: the directory folds names, and addresses are lower.
inline const std::string kMarker = "kanelbulle9f2c81";

// Where the world makes its folder, so that a test can look into it.
class OwnTempFolder {
 public:
  OwnTempFolder() { setenv("TMPDIR", folder_.path().c_str(), 1); }
  ~OwnTempFolder() { setenv("TMPDIR", before_.c_str(), 1); }
  OwnTempFolder(const OwnTempFolder&) = delete;
  OwnTempFolder& operator=(const OwnTempFolder&) = delete;
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  const std::string before_ = std::filesystem::temp_directory_path();
  const storage::TempFolder folder_;
};

class Erasure : public testing::Test {
 protected:
  using Rows = std::map<std::string, std::string>;

  Actor added(const std::string& name, const std::string& email, v1::Role role) {
    v1::AddPersonRequest request;
    request.set_id(world.fresh_id().text());
    request.set_name(name);
    request.set_email(email);
    request.set_role(role);
    const auto person = must<v1::Person>(world.admin(), "AddPerson", request);
    Actor actor;
    actor.person = Id::parse(person.id()).value();
    actor.role = role;
    actor.scope = v1::TOKEN_SCOPE_ADMIN;
    return actor;
  }
  // Each call is kept for a repeat.
  template <class Reply>
  Reply must(const Actor& actor, const std::string& method,
             const google::protobuf::Message& request) {
    auto reply = world.call<Reply>(actor, method, request, "client-id-" + std::to_string(++calls));
    EXPECT_TRUE(reply) << method << ": " << (reply ? "" : reply.error().detail);
    return reply ? *std::move(reply) : Reply();
  }
  Id community(const Actor& actor, v1::Openness openness) {
    v1::CreateCommunityRequest request;
    request.set_id(world.fresh_id().text());
    request.set_name("Wells");
    request.set_openness(openness);
    must<v1::Community>(actor, "CreateCommunity", request);
    return Id::parse(request.id()).value();
  }
  void join(const Actor& actor, const Id& community, const std::string& note = {}) {
    v1::JoinCommunityRequest request;
    request.set_community(community.text());
    request.set_note(note);
    must<v1::JoinCommunityReply>(actor, "JoinCommunity", request);
  }
  v1::StartThreadReply start(const Actor& actor, const std::string& text,
                             const std::string& title = {}) {
    v1::StartThreadRequest request;
    request.set_id(world.fresh_id().text());
    request.set_message(world.fresh_id().text());
    request.set_community(wells.text());
    request.set_title(title);
    request.set_text(text);
    return must<v1::StartThreadReply>(actor, "StartThread", request);
  }
  v1::Message say(const Actor& actor, const std::string& root, const std::string& text) {
    v1::PostMessageRequest request;
    request.set_id(world.fresh_id().text());
    request.set_root(root);
    request.set_text(text);
    return must<v1::Message>(actor, "PostMessage", request);
  }
  void edit(const Actor& actor, const v1::Message& message, const std::string& text) {
    v1::EditMessageRequest request;
    request.set_message(message.id());
    request.set_text(text);
    must<v1::Message>(actor, "EditMessage", request);
  }
  void react(const Actor& actor, const v1::Message& message, const std::string& emoji) {
    v1::AddReactionRequest request;
    request.set_message(message.id());
    request.set_emoji(emoji);
    must<v1::Reaction>(actor, "AddReaction", request);
  }
  void draft(const Actor& actor, const std::string& target, const std::string& text) {
    v1::SaveDraftRequest request;
    request.set_target(target);
    request.set_text(text);
    must<v1::SaveDraftReply>(actor, "SaveDraft", request);
  }
  std::string mention() const {
    return "[@" + kMarker + " Ek](/people/" + subject.person.text() + ")";
  }
  std::string mention_of(const Actor& actor) const {
    return "[@Somebody](/people/" + actor.person.text() + ")";
  }

  void leave_traces();
  // What lets in, and what was given to others.
  void leave_access();

  static Rows rows_of(const storage::Reader& reader, storage::Table table) {
    Rows rows;
    EXPECT_TRUE(reader.scan(table, {}, [&](std::string_view key, std::string_view value) {
      rows.emplace(key, value);
      return true;
    }));
    return rows;
  }
  // "table 2" for each row that holds the words.
  std::vector<std::string> places_of(const std::string& words) {
    std::vector<std::string> places;
    for (std::size_t table = 1; table < storage::kTableCount; ++table) {
      for (const auto& [key, value] : rows_of(*world.read(), static_cast<storage::Table>(table))) {
        if (key.contains(words) || value.contains(words)) {
          places.push_back("table " + std::to_string(table));
        }
      }
    }
    return places;
  }
  bool is_on_disk(const std::string& words) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(file), {}};
      if (content.contains(words)) return true;
    }
    return false;
  }
  void expect_sound() {
    for (const Capability& capability : capabilities) {
      EXPECT_EQ(findings_of(capability, *world.read()), std::vector<std::string>())
          << capability.service;
    }
  }
  Status erase() {
    return erase_person(world.writer(), world.clock(), world.organisation(), subject.person);
  }
  template <class M>
  M the(const std::string& root, std::initializer_list<Id> parts = {}) {
    return storage::find<M>(*world.read(), Id::parse(root).value(), parts).value().value();
  }

  const OwnTempFolder folder;
  const std::vector<Capability> capabilities{people(),   sign_in(),       communities(), threads(),
                                             messages(), conversations(), importing(),   erasure(),
                                             saved(),    reading()};
  tests::World world{capabilities, /*is_compressed=*/false};
  int calls = 0;
  Actor subject, anna, bo;
  Id wells, on_request, own;
  v1::StartThreadReply thread, thread_of_anna, bystanders;
  v1::Message answer, reacted;
};

inline void Erasure::leave_access() {
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    txn.put_index(kStandIns, txn.fresh_id().bytes(), std::string(subject.person.bytes()));
    return put_password_hash(txn, subject.person, "$argon2id$" + kMarker);
  }));
  const auto link = [&](const Actor& actor) {
    v1::CreateSignInLinkRequest request;
    request.set_person(actor.person.text());
    return must<v1::SignInLink>(world.admin(), "CreateSignInLink", request);
  };
  v1::SignInWithLinkRequest by_link;
  by_link.set_secret(link(subject).secret());
  by_link.set_device(kMarker);
  must<v1::SignedIn>(Actor(), "SignInWithLink", by_link);
  link(subject);
  v1::CreateTokenRequest token;
  token.set_id(world.fresh_id().text());
  token.set_name(kMarker);
  token.set_scope(v1::TOKEN_SCOPE_READ);
  token.set_expires_at_ms(world.clock().now_ms() + kDayMs);
  must<v1::CreateTokenReply>(subject, "CreateToken", token);
  v1::CreateInvitationRequest invitation;
  invitation.set_id(world.fresh_id().text());
  invitation.set_role(v1::ROLE_MEMBER);
  must<v1::CreateInvitationReply>(subject, "CreateInvitation", invitation);
  // What is not theirs: a link for Bo waits for its time, twice.
  link(bo);
}

inline void Erasure::leave_traces() {
  list_everybody(world);
  subject = added(kMarker + " Ek", kMarker + "@example.org", v1::ROLE_ADMIN);
  anna = added("Anna", "anna@example.org", v1::ROLE_MEMBER);
  bo = added("Bo", "bo@example.org", v1::ROLE_MEMBER);
  v1::UpdateProfileRequest profile;
  profile.set_pronouns(kMarker);
  profile.set_unit(kMarker);
  must<v1::Me>(subject, "UpdateProfile", profile);

  wells = community(world.admin(), v1::OPENNESS_OPEN);
  on_request = community(anna, v1::OPENNESS_ON_REQUEST);
  own = community(subject, v1::OPENNESS_ON_REQUEST);
  for (const Actor& actor : {subject, anna, bo}) join(actor, wells);
  join(subject, on_request, kMarker);
  join(anna, own);
  v1::SetCommunityLevelRequest level;
  level.set_community(wells.text());
  level.set_level(v1::LEVEL_ALL);
  must<v1::CommunityLevel>(subject, "SetCommunityLevel", level);

  thread = start(subject, kMarker + " for " + mention_of(anna) + " @thread");
  edit(subject, thread.message(), kMarker + " still for " + mention_of(anna) + " @thread");
  react(anna, thread.message(), ":tada:");
  answer = say(anna, thread.thread().id(), "Thanks, " + mention() + "!");
  edit(anna, answer, "Many thanks, " + mention() + "!");
  start(subject, kMarker, "A title of " + kMarker);
  thread_of_anna = start(anna, mention() + " can you help?");
  reacted = say(anna, thread_of_anna.thread().id(), "Anybody?");
  react(subject, reacted, ":eyes:");
  react(anna, reacted, ":eyes:");
  v1::SetThreadLevelRequest follow;
  follow.set_thread(thread_of_anna.thread().id());
  follow.set_follow(v1::THREAD_FOLLOW_FOLLOW);
  must<v1::ThreadLevel>(subject, "SetThreadLevel", follow);
  draft(subject, wells.text(), kMarker);
  v1::SaveMessageRequest save;
  save.set_message(reacted.id());
  save.set_note(kMarker);
  must<v1::SavedMessage>(subject, "SaveMessage", save);
  draft(anna, wells.text(), "to " + mention());

  v1::StartConversationRequest request;
  request.set_id(world.fresh_id().text());
  request.add_participants(anna.person.text());
  must<v1::Conversation>(subject, "StartConversation", request);
  say(subject, request.id(), kMarker);
  say(anna, request.id(), mention());

  bystanders = start(bo, "About pumps " + mention_of(bo));
  react(bo, bystanders.message(), ":tada:");
  edit(bo, bystanders.message(), "About valves");
  draft(bo, wells.text(), "and more");
  leave_access();
}

}  // namespace fika::domain
