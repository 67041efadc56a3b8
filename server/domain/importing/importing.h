// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing in an archive of another product, batch by batch, each whole or not at all.
// Administrators only. Nobody gets an account, a notification or an unread mark: who has no account
// becomes a former colleague, who has one (found by e-mail) stands in for the archive's person.
//
// The importer derives all ids from the archive, so the same archive brings the same ids. What came
// before is counted as known and left alone; only a community that came by import takes in the
// members it is named with and has never had. A batch that names an id in use for anything else is
// refused: nothing is ever written into what did not itself come by import. An archive may have
// been made here: people and pages that are there under their own ids are known.
//
// Imported communities have no steward; an administrator names one (SetSteward).
//
// Pages come with their histories (ImportPages). What a page's own place has become since, who
// wrote in it here, and whether it was thrown away here: the importer respects all of that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/v1/import.pb.h>
#include <fika/v1/import_pages.pb.h>

#include "base/clock.h"
#include "server/domain/method.h"
#include "storage/index.h"

namespace fika::domain {

inline constexpr int kImportedMessagesMax = 500;  // these four a batch
inline constexpr int kImportedPeopleMax = 500;
inline constexpr int kImportedMembersMax = 1000;
inline constexpr int kImportedRootsMax = 500;  // communities and threads
inline constexpr int kImportedQuotesMax = 20;  // a message
// The HTML of a batch's messages. What comes after that is shown plain: text, HTML and all else
// that a batch writes must fit in one commit.
inline constexpr std::size_t kImportedHtmlBytesMax = 320 * 1024;
// These a batch of pages.
inline constexpr int kImportedPagesMax = 300;
inline constexpr int kImportedRevisionsMax = 1000;
inline constexpr int kImportedFormerTitlesMax = 200;  // a page
// How far a foreign clock may be ahead of ours.
inline constexpr std::int64_t kImportedAheadMsMax = kDayMs;

// The archive's person:16 -> person:16 who stands in, when somebody has an account.
inline constexpr storage::IndexTable kStandIns{.number = 230, .name = "stand_ins"};
// A community or thread that came by import:16 -> nothing.
inline constexpr storage::IndexTable kImportedRoots{.number = 231, .name = "imported_roots"};
// A page that came by import:16 -> how many revisions came, u64: its first ones. Stays when the
// page is erased, so that what was thrown away here does not come back.
inline constexpr storage::IndexTable kImportedPages{.number = 232, .name = "imported_pages"};

Capability importing();

}  // namespace fika::domain
