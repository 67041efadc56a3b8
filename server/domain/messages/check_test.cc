// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/store/v1/domain.pb.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/messages/fixture_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(Messages, OrderAndAllThatHangsOnAMessageAreHeldAgainstIt) {
  const auto message = room.say(anna, thread, "one " + Room::mention(bo) + " @thread");
  Room::must(edit(anna, message.id(), "two " + Room::mention(bo) + " @thread"));
  react(anna, message.id(), ":tada:");
  react(bo, message.id(), ":tada:");
  pin(anna, message.id());
  const auto stub = room.say(bo, thread, "gone soon");
  erase(bo, stub.id());

  const Id id = *Id::parse(message.id());
  const Id stub_id = *Id::parse(stub.id());
  const auto at = [&](std::uint64_t ordinal) {
    return storage::KeyWriter().id(thread).u64(ordinal).take();
  };
  const auto edit_key = [](const Id& of, std::uint32_t number) {
    return storage::KeyWriter().id(of).u32(number).take();
  };
  const std::string tada = storage::KeyWriter().id(id).text(":tada:").take();
  v1::Head behind = room.head(thread);
  behind.set_last_ordinal(2);
  v1::Message shown = stub;
  shown.set_deleted(true);
  v1::Message astray = Room::must(now(anna, stub.id()));
  astray.add_quotes(message.id());
  astray.set_moved_to(world.fresh_id().text());
  v1::Message not_moved = Room::must(now(anna, message.id()));
  not_moved.set_moved_to(thread.text());
  v1::Reaction stray;
  stray.set_root(thread.text());
  stray.set_message(stub.id());
  stray.set_person(anna.person.text());
  stray.set_emoji(":tada:");
  v1::Reaction uncounted = stray;
  uncounted.set_message(message.id());
  uncounted.set_emoji(":eyes:");
  v1::GroupMention group;
  group.set_root(thread.text());
  group.set_message(stub.id());
  v1::InboxItem untold = room.inbox(bo).at(0);
  untold.set_id(world.fresh_id().text());
  expect_found(
      world, domain::messages(),
      {without_row("Ordinals are missing", kMessagesByOrdinal, at(2)),
       without_row("A message is not found by its ordinal", kMessagesByOrdinal, at(2)),
       without_row("The newest message is not there", kMessagesByOrdinal, at(3)),
       with_row("An ordinal leads to a message that does not have it", kMessagesByOrdinal, at(3),
                bytes_of(id)),
       with_entity("The newest message is another than the head says", behind),
       with_entity("A deleted message still has its text", shown),
       with_entity("A stub does not say where its message went", astray),
       with_entity("A stub does not say where its message went", not_moved),
       without_row("A message is pinned and not listed so, or the other way", kPinnedMessages,
                   pair_key(thread, id)),
       with_row("A message is pinned and not listed so, or the other way", kPinnedMessages,
                pair_key(thread, stub_id)),
       with_row("A message is listed as pinned and is not there", kPinnedMessages,
                pair_key(community, id)),
       with_entity("A reaction is to a message that is not there", stray),
       with_entity("A reaction is not counted", uncounted),
       with_row("A message has another number of reactions than is kept", kReactionCounts, tada,
                count_of(1)),
       with_row("A message has another number of reactions than is kept", kReactionCounts,
                tada + "!", count_of(1)),
       with_entity("A mention of a group is in a message that is not there", group),
       with_entity("Somebody was told of a mention that is not found by its message", untold),
       without_row("Somebody was told of a mention that is not found by its message",
                   kInboxByMessage, pair_key(id, bo.person)),
       with_row("A message is said to have told somebody and has not", kInboxByMessage,
                pair_key(id, anna.person), bytes_of(world.fresh_id())),
       with_row("An earlier text is of a message that is not there, or out of order", kEdits,
                edit_key(id, 3), store::v1::StoredEdit().SerializeAsString()),
       with_row("An earlier text is of a message that is not there, or out of order", kEdits,
                edit_key(stub_id, 1), store::v1::StoredEdit().SerializeAsString()),
       with_row("A row of an index cannot be read", kEdits, edit_key(id, 2), "\xff")});
}

}  // namespace
}  // namespace fika::domain
