// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/room.h"

#include <algorithm>

namespace fika::domain {
namespace {

constexpr std::size_t kBytesOfCount = 8;

std::string pair_of(const Id& person, const Id& file) {
  return storage::KeyWriter().id(person).id(file).take();
}

void put_room(storage::Transaction& txn, const Id& person, const Room& room) {
  txn.put_index(kRoomOfPerson, person.bytes(),
                storage::KeyWriter().u64(room.bytes).u64(room.files).u64(room.uploads).take());
}

// Takes what `file` counts for out of `room`.
Status leave_out(const storage::Reader& reader, const Id& person, const Id& file, Room& room) {
  TRY(const auto row, storage::find_index(reader, kFilesOfPerson, pair_of(person, file)));
  if (!row || row->size() != kBytesOfCount) return {};
  TRY(const auto upload, storage::find_index(reader, kUploads, file.bytes()));
  room.bytes -= std::min(room.bytes, storage::KeyReader(*row).u64());
  if (room.files > 0) --room.files;
  if (upload && room.uploads > 0) --room.uploads;
  return {};
}

}  // namespace

Result<Room> room_in(std::string_view row) {
  if (row.size() != 3 * kBytesOfCount) {
    return fail(Code::kDataLoss, "A row of {} cannot be read. Run fika-server verify.",
                kRoomOfPerson.name);
  }
  storage::KeyReader parts(row);
  Room room;
  room.bytes = parts.u64();
  room.files = parts.u64();
  room.uploads = parts.u64();
  return room;
}

Result<Room> counted_room(const storage::Reader& reader, const Id& person) {
  Room room;
  Status looked;
  const storage::Range range{.prefix = std::string(person.bytes()), .bound = {}};
  CHECKED(storage::scan_index(
      reader, kFilesOfPerson, range, [&](std::string_view key, std::string_view value) {
        if (value.size() != kBytesOfCount) return true;
        storage::KeyReader parts(key);
        parts.id();
        room.bytes += storage::KeyReader(value).u64();
        ++room.files;
        const auto upload = storage::find_index(reader, kUploads, parts.rest());
        if (!upload) looked = std::unexpected(upload.error());
        if (upload && *upload) ++room.uploads;
        return looked.has_value();
      }));
  CHECKED(looked);
  return room;
}

Result<Room> room_of(const storage::Reader& reader, const Id& person) {
  TRY(const auto row, storage::find_index(reader, kRoomOfPerson, person.bytes()));
  return row ? room_in(*row) : counted_room(reader, person);
}

Status take_room(storage::Transaction& txn, const Id& person, const Id& file, std::uint64_t bytes,
                 Stage stage) {
  TRY(Room room, room_of(txn, person));
  CHECKED(leave_out(txn, person, file, room));
  room.bytes += bytes;
  ++room.files;
  if (stage == Stage::kOnItsWay) ++room.uploads;
  txn.put_index(kFilesOfPerson, pair_of(person, file), storage::KeyWriter().u64(bytes).take());
  put_room(txn, person, room);
  return {};
}

Status give_room_back(storage::Transaction& txn, const Id& person, const Id& file) {
  TRY(Room room, room_of(txn, person));
  CHECKED(leave_out(txn, person, file, room));
  txn.erase_index(kFilesOfPerson, pair_of(person, file));
  put_room(txn, person, room);
  return {};
}

}  // namespace fika::domain
