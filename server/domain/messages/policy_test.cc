// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what, and ids of other things in every field.
#include "server/domain/messages/fixture_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;

// Each method against each kind of caller, in a community of each openness.
TEST_F(Messages, ThePolicyHolds) {
  constexpr Code kOk = kAccepted, kNo = Code::kForbidden, kNone = Code::kNotFound,
                 kWho = Code::kUnauthenticated;
  Actor reader = bo;
  reader.scope = v1::TOKEN_SCOPE_READ;
  const Actor steward = world.person("Steward");
  struct Row {
    std::string_view caller;
    Actor actor;
    bool is_in;
    Code writes, deletes, reads;  // in an open community
    Code hidden;                  // reading in one that is not
  };
  const std::vector<Row> rows = {
      {"anonymous", Actor{}, false, kWho, kWho, kWho, kWho},
      {"guest outside", world.person("G", v1::ROLE_GUEST), false, kNone, kNone, kNone, kNone},
      {"guest inside", guest, true, kOk, kNo, kOk, kOk},
      {"member outside", outsider, false, kNo, kNo, kOk, kNone},
      {"member inside", bo, true, kOk, kNo, kOk, kOk},
      {"member inside, reading only", reader, true, kNo, kNo, kOk, kOk},
      {"steward", steward, true, kOk, kOk, kOk, kOk},
      {"administrator outside", world.admin(), false, kNo, kNo, kOk, kNone},
  };
  for (const auto openness : {v1::OPENNESS_OPEN, v1::OPENNESS_ON_REQUEST, v1::OPENNESS_PRIVATE}) {
    const Id place = room.community(openness);
    room.join(place, anna);
    for (const Row& row : rows) {
      if (row.is_in) room.join(place, row.actor, row.actor.person == steward.person);
    }
    const Id root = room.thread(anna, place);
    for (const Row& row : rows) {
      SCOPED_TRACE(fmt::format("{}, openness {}", row.caller, static_cast<int>(openness)));
      const bool is_open = openness == v1::OPENNESS_OPEN;
      const auto expected = [&](Code code) { return is_open || row.is_in ? code : row.hidden; };
      const std::string message = room.say(anna, root, "@thread").id();
      EXPECT_EQ(world.refusal(row.actor, "PostMessage", room.post_request(root, "x")),
                expected(row.writes));
      EXPECT_EQ(react(row.actor, message, "👍"), expected(row.writes));
      EXPECT_EQ(pin(row.actor, message), expected(row.writes));
      v1::RemoveReactionRequest take_back;
      take_back.set_message(message);
      take_back.set_emoji("👍");
      const bool may_write = row.actor.scope != v1::TOKEN_SCOPE_READ;
      EXPECT_EQ(world.refusal(row.actor, "RemoveReaction", take_back),
                may_write ? expected(row.reads) : kNo);
      const auto edited = edit(row.actor, message, "y");
      ASSERT_FALSE(edited);
      EXPECT_EQ(edited.error().code, expected(row.writes == kOk ? kNo : row.writes));
      v1::GetMessageRequest get;
      get.set_message(message);
      EXPECT_EQ(world.refusal(row.actor, "GetMessage", get), expected(row.reads));
      v1::ListEditsRequest list_edits;
      list_edits.set_message(message);
      EXPECT_EQ(world.refusal(row.actor, "ListEdits", list_edits), expected(row.reads));
      v1::ListMessagesRequest list_messages;
      list_messages.set_root(root.text());
      EXPECT_EQ(world.refusal(row.actor, "ListMessages", list_messages), expected(row.reads));
      v1::ListPinnedMessagesRequest list_pinned;
      list_pinned.set_root(root.text());
      EXPECT_EQ(world.refusal(row.actor, "ListPinnedMessages", list_pinned), expected(row.reads));
      EXPECT_EQ(erase(row.actor, message), expected(row.deletes));
    }
  }
}

TEST_F(Messages, IdsOfOtherThingsNameNoMessage) {
  const std::string own = room.say(anna, thread, Room::mention(bo)).id();
  for (const Id& id : {thread, community, bo.person, world.organisation(), world.fresh_id(),
                       *Id::parse(room.inbox(bo)[0].id())}) {
    EXPECT_EQ(erase(bo, id.text()), Code::kNotFound);
    EXPECT_EQ(react(bo, id.text(), "👍"), Code::kNotFound);
    EXPECT_EQ(pin(bo, id.text()), Code::kNotFound);
    EXPECT_EQ(edit(bo, id.text(), "x").error().code, Code::kNotFound);
    v1::GetMessageRequest get;
    get.set_message(id.text());
    EXPECT_EQ(world.refusal(bo, "GetMessage", get), Code::kNotFound);
  }
  EXPECT_EQ(erase(bo, "nonsense"), Code::kInvalid);
}

}  // namespace
}  // namespace fika::domain
