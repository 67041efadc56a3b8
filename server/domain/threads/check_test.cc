// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/checks_for_tests.h"
#include "server/domain/messages/room_for_tests.h"
#include "server/domain/threads/handlers.h"

namespace fika::domain {
namespace {

using tests::Room;

TEST(ThreadsCheck, ActivityAndPinsAreHeldAgainstTheThreads) {
  Room room;
  tests::World& world = room.world;
  const Actor anna = world.person("Anna");
  const Id community = room.community(v1::OPENNESS_OPEN);
  const Id other = room.community(v1::OPENNESS_OPEN);
  room.join(community, anna, /*is_steward=*/true);
  const Id thread = room.thread(anna, community);
  const Id pinned = room.thread(anna, community, "Pinned");
  v1::SetThreadPinnedRequest pin;
  pin.set_thread(pinned.text());
  pin.set_pinned(true);
  Room::must(world.call<v1::Thread>(anna, "SetThreadPinned", pin));
  world.clock().advance(5);
  room.say(anna, thread);

  const std::int64_t last_at_ms = room.head(thread).last_at_ms();
  v1::Thread moved = Room::must(named_thread(*world.read(), thread.text()));
  moved.set_community(other.text());
  expect_found(world, threads(),
               {without_row("A thread is not found by its activity", kThreadsByActivity,
                            activity_key(community, last_at_ms, thread)),
                with_row("A thread is placed where it is not", kThreadsByActivity,
                         activity_key(community, last_at_ms - 5, thread)),
                with_row("A thread is placed where it is not", kThreadsByActivity,
                         activity_key(other, last_at_ms, thread)),
                with_entity("A thread is not in the scope of its community", moved),
                without_row("A thread is pinned and not listed so, or the other way",
                            kPinnedThreads, pinned_thread_key(community, pinned)),
                with_row("A thread is pinned and not listed so, or the other way", kPinnedThreads,
                         pinned_thread_key(community, thread)),
                with_row("A thread is listed as pinned where it is not", kPinnedThreads,
                         pinned_thread_key(other, pinned)),
                with_row("A row of an index cannot be read", kPinnedThreads, "short")});
}

}  // namespace
}  // namespace fika::domain
