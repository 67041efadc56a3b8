// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing a person for good. What they wrote becomes stubs, so that ordinals and links stay;
// drafts, saved messages, inbox, markers, levels, reactions, requests, invitations and all that let
// them in are gone; what others must still draw says "former colleague": the Person, without a
// name, the Member entities, the link text of mentions in texts, earlier texts, pages and drafts.
// Titles of threads they started are their words too and give way to the oldest words of somebody
// else. Pages are everybody's work: what they wrote there stays, without their summaries. Clients
// learn of it through the change log. Prose of others that names the person without a mention is
// theirs and stays.
//
// It is a job of many commands, each of a bounded number of rows. Every step leaves alone what
// needs nothing any more, so a job that was interrupted is simply begun again, and the Person is
// blanked last: as long as they have a name, the job is not finished. Afterwards Store::compact()
// lets the bytes leave the disk. Only the tombstone of a reaction, whose key is the emoji, stays
// until the change log is trimmed.
//
// Administrators ask for it by a method (asking.h) and the running server does the job; an operator
// does it by fika-server erase.
#pragma once

#include <cstddef>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "storage/transaction.h"
#include "storage/writer.h"

namespace fika::domain {

inline constexpr std::size_t kErasedRowsMax = 500;  // looked at by one command

struct ErasureProgress {
  std::size_t phase = 0;
  std::string from;  // the first key of the phase's table not looked at yet; empty: its beginning
  bool is_done = false;
};

// The next command of the job; what comes back is where to go on. kNotFound when there is no such
// person, kState for the last administrator; kLimit from the writer when `rows_max` rows hold too
// much for one commit: take fewer.
Result<ErasureProgress> erase_some(storage::Transaction& txn, const Id& organisation,
                                   const Id& person, const ErasureProgress& progress,
                                   std::size_t rows_max);

// The whole job, through a writer that has been started; waits for each command.
Status erase_person(storage::Writer& writer, const Clock& clock, const Id& organisation,
                    const Id& person);

}  // namespace fika::domain
