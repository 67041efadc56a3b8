// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/names.h"

#include "server/domain/communities/handlers.h"
#include "server/domain/threads/fixture_for_tests.h"

namespace fika::domain {
namespace {

class Names : public Threads {
 protected:
  std::optional<v1::Member> member(const Id& community_of, const Id& person) {
    return Room::must(storage::find<v1::Member>(*world.read(), community_of, {person}));
  }
  std::size_t members_in(const Id& place) {
    return Room::must(storage::all_of<v1::Member>(*world.read(), place)).size();
  }
  void react(const Actor& actor, const std::string& message) {
    v1::AddReactionRequest request;
    request.set_message(message);
    request.set_emoji("👍");
    Room::must(world.call<v1::Reaction>(actor, "AddReaction", request));
  }
  bool is_sound() {
    storage::Findings findings;
    Room::must(check_communities(*world.read(), findings));
    for (const std::string& sentence : findings.sentences()) ADD_FAILURE() << sentence;
    return findings.is_empty();
  }
  // Waits until the writer has done what fell due.
  void settle() {
    for (int i = 0; i < 40; ++i)
      Room::must(world.write([](storage::Transaction&) { return Status(); }));
  }
  // Below the methods, many in one commit.
  std::vector<Id> strangers(std::size_t count) {
    std::vector<Id> ids;
    Room::must(world.write([&](storage::Transaction& txn) -> Status {
      for (std::size_t i = 0; i < count; ++i) {
        v1::Person person;
        person.set_organisation(world.organisation().text());
        person.set_id(Id::make(world.clock().now_ms()).text());
        person.set_name(fmt::format("Stranger {}", i));
        person.set_role(v1::ROLE_MEMBER);
        CHECKED(txn.create(person));
        ids.push_back(*Id::parse(person.id()));
      }
      return {};
    }));
    return ids;
  }
};

TEST_F(Names, WhoeverIsNamedInAMovedThreadIsRememberedThereAsLeft) {
  const Id target = room.community(v1::OPENNESS_PRIVATE);
  room.join(target, steward, true);
  room.join(target, guest);
  const Actor reader = world.person("Reader"), named = world.person("Named");
  for (const Actor& actor : {reader, named}) room.join(community, actor);
  const Id thread = room.thread(anna, community);
  const v1::Message said = room.say(bo, thread, "Ask " + Room::mention(named));
  react(reader, said.id());
  room.leave(community, bo);
  const auto subscribed = Room::must(subscriptions_of(*world.read(), anna.person)).size();

  ASSERT_TRUE(move(steward, thread, target));
  for (const auto& [actor, name] : {std::pair(anna, "Anna"), std::pair(bo, "Bo"),
                                    std::pair(reader, "Reader"), std::pair(named, "Named")}) {
    const auto there = member(target, actor.person);
    ASSERT_TRUE(there) << name;
    EXPECT_EQ(there->name(), name);
    EXPECT_TRUE(there->left()) << name;
    EXPECT_FALSE(there->steward()) << name;
    EXPECT_EQ(there->joined_at_ms(), 0) << "never belonged there";
    EXPECT_EQ(Room::must(relation_to(*world.read(), actor, target)), Relation::kStranger) << name;
  }
  EXPECT_FALSE(member(target, outsider.person)) << "is not named in it";
  EXPECT_FALSE(member(target, guest.person)->left()) << "belongs there";
  EXPECT_EQ(Room::must(subscriptions_of(*world.read(), anna.person)).size(), subscribed);
  EXPECT_TRUE(is_sound());

  // A new name reaches the place, and joining makes a member of them.
  room.join(target, anna);
  EXPECT_FALSE(member(target, anna.person)->left());
  EXPECT_EQ(member(target, anna.person)->joined_at_ms(), world.clock().now_ms());
  EXPECT_TRUE(is_sound());
}

TEST_F(Names, GuestsAreToldOfThemWithTheMove) {
  const Id target = room.community(v1::OPENNESS_PRIVATE);
  room.join(target, steward, true);
  const Id thread = room.thread(anna, community);
  room.say(bo, thread);
  ASSERT_TRUE(move(steward, thread, target));
  const tests::Lines told = room.told();
  EXPECT_EQ(std::ranges::count(told, "community put kind 12"), 2);
}

TEST_F(Names, ADeletedPersonsWordsAreAFormerColleagues) {
  const Id target = room.community(v1::OPENNESS_PRIVATE);
  room.join(target, steward, true);
  const Id thread = room.thread(anna, community);
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    TRY(auto person, storage::find<v1::Person>(txn, world.organisation(), {anna.person}));
    person->clear_name();
    person->set_former_colleague(true);
    return txn.put(*person);
  }));
  ASSERT_TRUE(move(steward, thread, target));
  EXPECT_EQ(member(target, anna.person)->name(), kFormerColleague);
}

TEST_F(Names, ManyAreRememberedInStepsThatTheDueTableGoesOnWith) {
  const Id target = room.community(v1::OPENNESS_PRIVATE);
  room.join(target, steward, true);
  const Id thread = room.thread(anna, community);
  const auto writers = strangers(kNamedMax + 100), reacting = strangers(kNamedMax + 50);
  const auto post_all = [&](const std::vector<Id>& people) {
    Room::must(world.write([&](storage::Transaction& txn) -> Status {
      v1::Head head = room.head(thread);
      for (const Id& person : people) {
        v1::Message message;
        message.set_root(thread.text());
        message.set_id(Id::make(world.clock().now_ms()).text());
        message.set_author(person.text());
        message.set_text("Hi");
        CHECKED(put_new_message(txn, message, head));
      }
      return {};
    }));
  };
  post_all(writers);
  const Id said = *Id::parse(room.say(bo, thread).id());
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    for (const Id& person : reacting) {
      for (const char* emoji : {"👍", "🎉"}) {
        v1::Reaction reaction;
        reaction.set_root(thread.text());
        reaction.set_message(said.text());
        reaction.set_person(person.text());
        reaction.set_emoji(emoji);
        CHECKED(txn.put(reaction));
      }
    }
    return {};
  }));
  std::size_t most = 0;
  world.on_commit([&](const storage::CommitSummary& summary) {
    std::size_t members = 0;
    for (const auto& scope : summary.scopes) {
      for (const auto& change : scope.changes) members += change.entity_kind == 12 ? 1 : 0;
    }
    most = std::max(most, members);
  });
  ASSERT_TRUE(move(steward, thread, target));
  settle();
  for (const auto& people : {writers, reacting}) {
    for (const Id& person : people) ASSERT_TRUE(member(target, person)) << person.text();
  }
  EXPECT_EQ(members_in(target), 1 + 2 + writers.size() + reacting.size());
  EXPECT_LE(most, kNamedMax * 2) << "two steps may share a commit";
  world.on_commit([](const storage::CommitSummary&) {});
}

TEST_F(Names, AJobWhoseThreadHasMovedOnDoesNothing) {
  const Id target = room.community(v1::OPENNESS_PRIVATE);
  const Id thread = room.thread(anna, community);
  const auto payload = [&](const Id& place) {
    return storage::KeyWriter().id(thread).id(place).u64(0).id(Id()).take();
  };
  Room::must(
      world.write([&](storage::Transaction& txn) { return go_on_naming(txn, payload(target)); }));
  EXPECT_EQ(members_in(target), 0U);
  Room::must(world.write([&](storage::Transaction& txn) {
    return go_on_naming(
        txn, storage::KeyWriter().id(world.fresh_id()).id(target).u64(0).id(Id()).take());
  }));
  EXPECT_EQ(members_in(target), 0U);
}

}  // namespace
}  // namespace fika::domain
