// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"

#include <gtest/gtest.h>

namespace fika {
namespace {

TEST(Id, RoundTripsThroughTextAndBytes) {
  const Id id = Id::make(1'700'000'000'000);
  EXPECT_EQ(Id::parse(id.text()).value(), id);
  EXPECT_EQ(Id::from_bytes(id.bytes()), id);
}

TEST(Id, SortsByItsTime) { EXPECT_LT(Id::make(1'000), Id::make(2'000)); }

TEST(Id, IsTheSameForTheSameWords) {
  EXPECT_EQ(Id::derive(5, "slack T1 C1"), Id::derive(5, "slack T1 C1"));
  EXPECT_NE(Id::derive(5, "slack T1 C1"), Id::derive(5, "slack T1 C2"));
}

TEST(Id, RefusesWhatIsNoVersionSevenUuid) {
  for (const char* bad :
       {"", "01890a5d", "01890a5d-ac96-474b-bcce-b302099a8057",
        "01890a5d-ac96-774b-7cce-b302099a8057", "01890a5dxac96-774b-bcce-b302099a8057",
        "g1890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a80577"}) {
    EXPECT_FALSE(Id::parse(bad)) << bad;
  }
}

}  // namespace
}  // namespace fika
