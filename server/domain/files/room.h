// SPDX-License-Identifier: GPL-3.0-or-later
// What a person's files come to, kept as one row that each change moves along, so that the next
// upload looks at nothing else.
#pragma once

#include "server/domain/files/files.h"

namespace fika::domain {

struct Room {
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;    // uploads among them
  std::uint64_t uploads = 0;  // on their way

  bool operator==(const Room&) const = default;
};

// As the row says; of a person without one, from all their rows in kFilesOfPerson.
Result<Room> room_of(const storage::Reader& reader, const Id& person);
Result<Room> counted_room(const storage::Reader& reader, const Id& person);
// kDataLoss if the row cannot be read.
Result<Room> room_in(std::string_view row);

enum class Stage { kOnItsWay, kFinished };
// The one ways to put and to erase a row of kFilesOfPerson. Called before the upload's row changes,
// which says what the person had until now.
Status take_room(storage::Transaction& txn, const Id& person, const Id& file, std::uint64_t bytes,
                 Stage stage);
Status give_room_back(storage::Transaction& txn, const Id& person, const Id& file);

}  // namespace fika::domain
