// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/erasure/asking.h"

#include <fika/v1/erasure.pb.h>

#include "server/domain/erasure/erasure_for_tests.h"

namespace fika::domain {
namespace {

constexpr Code kAccepted = Code::kInternal;  // as World::refusal says it

class AskedErasure : public Erasure {
 protected:
  Code ask(const Actor& who, const Id& person) {
    v1::ErasePersonRequest request;
    request.set_person(person.text());
    return world.refusal(who, "ErasePerson", request);
  }
  Code reactivate() {
    v1::ReactivatePersonRequest request;
    request.set_person(subject.person.text());
    return world.refusal(world.admin(), "ReactivatePerson", request);
  }
  std::vector<Id> asked() { return erasures_asked(*world.read()).value(); }
};

TEST_F(AskedErasure, EachMethodHasItsCallers) {
  leave_traces();
  const Actor guest = world.person("Guest", v1::ROLE_GUEST);
  Actor writing = world.admin();
  writing.scope = v1::TOKEN_SCOPE_WRITE;
  const Id unknown = world.fresh_id();
  const auto list = [&](const Actor& who) {
    return world.refusal(who, "ListErasures", v1::ListErasuresRequest());
  };
  EXPECT_EQ(ask({}, unknown), Code::kUnauthenticated);
  EXPECT_EQ(list({}), Code::kUnauthenticated);
  for (const Actor& who : {guest, anna, writing}) {
    EXPECT_EQ(ask(who, bo.person), Code::kForbidden);
    EXPECT_EQ(ask(who, who.person), Code::kForbidden) << "not oneself either";
    EXPECT_EQ(list(who), Code::kForbidden);
  }
  EXPECT_EQ(ask(world.admin(), unknown), Code::kNotFound);
  EXPECT_EQ(list(world.admin()), kAccepted);
  EXPECT_EQ(asked(), std::vector<Id>());
}

TEST_F(AskedErasure, ShutsOutAtOnceAndWaitsForTheRest) {
  leave_traces();
  ASSERT_EQ(ask(world.admin(), subject.person), kAccepted);
  EXPECT_EQ(world.refusal(subject, "GetMe", v1::GetMeRequest()), Code::kUnauthenticated);
  EXPECT_EQ(asked(), std::vector{subject.person});
  EXPECT_EQ(reactivate(), Code::kState);
  const auto seq = world.store().head().seq;
  EXPECT_EQ(ask(world.admin(), subject.person), kAccepted) << "asked again, it goes on";
  EXPECT_EQ(world.store().head().seq, seq);
  const auto listed =
      world.call<v1::ListErasuresReply>(world.admin(), "ListErasures", v1::ListErasuresRequest());
  ASSERT_EQ(listed->erasures_size(), 1);
  EXPECT_EQ(listed->erasures(0).person(), subject.person.text());
  EXPECT_EQ(listed->erasures(0).asked_at_ms(), world.clock().now_ms());

  ASSERT_TRUE(erase());
  ASSERT_TRUE(finish_erasure(world.writer(), world.clock(), subject.person));
  EXPECT_EQ(asked(), std::vector<Id>());
  EXPECT_EQ(places_of(kMarker), std::vector<std::string>());
  expect_sound();
  EXPECT_EQ(ask(world.admin(), subject.person), kAccepted) << "nothing is left to do";
  EXPECT_EQ(asked(), std::vector<Id>());
}

TEST_F(AskedErasure, TheLastAdministratorStays) {
  leave_traces();
  ASSERT_EQ(ask(world.admin(), subject.person), kAccepted);
  EXPECT_EQ(ask(world.admin(), world.admin().person), Code::kState);
  EXPECT_EQ(asked(), std::vector{subject.person});
  EXPECT_EQ(world.refusal(world.admin(), "GetMe", v1::GetMeRequest()), kAccepted);
}

TEST_F(AskedErasure, IsHeldAgainstThePeople) {
  leave_traces();
  const std::string fault = "Somebody is being erased who is not there, or not shut out";
  expect_found(world, erasure(),
               {with_row(fault, kErasures, bytes_of(bo.person), count_of(1)),
                with_row(fault, kErasures, bytes_of(world.fresh_id()), count_of(1)),
                with_row("A row of an index cannot be read", kErasures, bytes_of(bo.person))});
}

TEST_F(AskedErasure, SoManyAtATimeAndNoMore) {
  leave_traces();
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    for (std::size_t i = 0; i < kErasuresMax; ++i) {
      txn.put_index(kErasures, txn.fresh_id().bytes(), storage::KeyWriter().u64(1).take());
    }
    return {};
  }));
  EXPECT_EQ(ask(world.admin(), subject.person), Code::kLimit);
}

}  // namespace
}  // namespace fika::domain
