// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/guard.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace fika::search {
namespace {

Code code_of(const Xapian::Error& error) { return error_of(error).code; }

TEST(Guard, TakesForDamageOnlyWhatCannotPass) {
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("open", EMFILE)), Code::kUnavailable);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("open", ENFILE)), Code::kUnavailable);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("open", ENOMEM)), Code::kUnavailable);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("open", EACCES)), Code::kUnavailable);
  EXPECT_EQ(code_of(Xapian::DatabaseCorruptError("read", EIO)), Code::kUnavailable);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("open", ENOENT)), Code::kDataLoss);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("no such magic")), Code::kDataLoss);
  EXPECT_EQ(code_of(Xapian::DatabaseCorruptError("block 7")), Code::kDataLoss);
}

TEST(Guard, HandsOnWhatIsReturnedAndHoldsWhatIsThrown) {
  EXPECT_EQ(guard([] { return 7; }), 7);
  const auto returned = guard([]() -> Result<int> { return fail(Code::kState, "Not now."); });
  EXPECT_EQ(returned.error().code, Code::kState);
  const auto thrown = guard([]() -> int { throw Xapian::InvalidArgumentError("a long word"); });
  EXPECT_EQ(thrown.error().code, Code::kInvalid);
}

}  // namespace
}  // namespace fika::search
