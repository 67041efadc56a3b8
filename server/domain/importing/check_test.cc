// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/checks_for_tests.h"
#include "server/domain/importing/archive_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(Importing, WhatCameIsHeldAgainstWhatIsKnownToHaveCome) {
  imported(small_archive());
  expect_found(world, importing(),
               {without_row("Something came by import and is not known to, or the other way",
                            kImportedRoots, bytes_of(community_id())),
                without_row("Something came by import and is not known to, or the other way",
                            kImportedRoots, bytes_of(thread_id())),
                with_row("Something is said to have come by import that is not there",
                         kImportedRoots, bytes_of(derived("nothing"))),
                with_row("Somebody stands in for an archive's person and is not there", kStandIns,
                         bytes_of(derived("person 9")), bytes_of(derived("nobody"))),
                with_row("A row of an index cannot be read", kStandIns, "short")});
}

}  // namespace
}  // namespace fika::domain
