// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/checks_for_tests.h"
#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {
namespace {

TEST(ReadingCheck, MarkersAndDraftsAreHeldAgainstWhatThereIs) {
  tests::Room room;
  const Actor anna = room.world.person("Anna");
  const Id community = room.community(v1::OPENNESS_OPEN);
  room.join(community, anna);
  const Id thread = room.thread(anna, community);
  ASSERT_EQ(room.marker(anna, thread).ordinal(), 1U);
  v1::ReadMarker ahead = room.marker(anna, thread);
  ahead.set_ordinal(2);
  v1::Draft lost;
  lost.set_person(anna.person.text());
  lost.set_target(room.world.fresh_id().text());
  lost.set_text("where to?");
  expect_found(room.world, reading(),
               {with_entity("Somebody has read further than was written", ahead),
                with_entity("A draft is for something that never was", lost)});
}

}  // namespace
}  // namespace fika::domain
