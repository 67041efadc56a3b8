// SPDX-License-Identifier: GPL-3.0-or-later
// What was said in the talk of a page goes with it: the messages themselves, not only their texts,
// because nobody sees the place where their stubs would stand.
#include <vector>

#include "server/domain/messages/carrying.h"
#include "server/domain/messages/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// One stretch stays well below kCommandBytesMax, whatever else its command erases.
constexpr std::size_t kStretchBytesMax = 128 * 1024;

struct Place {
  std::string key;
  Id message;
};

Result<std::vector<Place>> first_places(const storage::Reader& reader, const Id& root,
                                        std::size_t count_max) {
  std::vector<Place> places;
  const storage::Range range{.prefix = std::string(root.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kMessagesByOrdinal, range,
                              [&](std::string_view key, std::string_view value) {
                                places.push_back({std::string(key), Id::from_bytes(value)});
                                return places.size() < count_max;
                              }));
  return places;
}

}  // namespace

Result<bool> is_erased_root(const storage::Reader& reader, const Id& root) {
  TRY(const auto scope, storage::scope_of(reader, root));
  if (!scope) return false;
  TRY(const auto place, storage::place_of(reader, root));
  return !place;
}

Result<bool> erase_talk(storage::Transaction& txn, const Id& root, std::size_t rows_max) {
  CHECKED(txn.erase<v1::Head>(root));
  TRY(const auto places, first_places(txn, root, rows_max));
  std::size_t bytes = 0;
  for (const Place& place : places) {
    TRY(auto message, storage::find<v1::Message>(txn, root, {place.message}));
    if (!message) return fail(Code::kDataLoss, "A message is missing. Run fika-server verify.");
    TRY(const std::size_t more, carrying_bytes(txn, *message));
    // One that is too much by itself has a command of its own.
    if (bytes > 0 && bytes + more > kStretchBytesMax) return false;
    bytes += more;
    CHECKED(
        erase_belongings(txn, {.id = place.message, .root = root, .message = *std::move(message)}));
    CHECKED(txn.erase<v1::Message>(root, {place.message}));
    txn.erase_index(kMessagesByOrdinal, place.key);
  }
  return places.size() < rows_max;
}

}  // namespace fika::domain
