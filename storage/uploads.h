// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way in, piece by piece: folder/uploads/ID, kept through a restart so that a client
// on a bad line goes on where it was. Whole, they become blobs. Whose they are, how long they may
// get and when they are given up is the domain's. Any thread; two pieces of one upload at a time
// are kept apart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "storage/blobs.h"

namespace fika::storage {

class Uploads {
 public:
  // Makes folder/uploads if need be; what is in it stays.
  static Result<Uploads> open(const std::filesystem::path& data_folder);

  // How many bytes have come; 0 before the first.
  Result<std::uint64_t> size_bytes(const Id& id) const;
  // Adds a piece and says how many bytes there are then. kAborted unless `offset` is where the
  // bytes end, and while another piece of this upload is being written; kLimit if it would become
  // longer than `size_bytes_max`; kUnavailable when the disk is full. Then nothing has been added.
  Result<std::uint64_t> append(const Id& id, std::uint64_t offset, std::string_view bytes,
                               std::uint64_t size_bytes_max) const;
  // The whole as a blob, which is on the disk when this returns. The upload stays until it is
  // removed, so that this can be done again. kAborted unless it has `size_bytes` bytes.
  Result<Blob> to_blob(const Id& id, std::uint64_t size_bytes, const Blobs& blobs) const;
  // Nothing happens if there is none.
  Status remove(const Id& id) const;
  // In no order.
  Status for_each(const std::function<void(const Id& id)>& visit) const;

 private:
  explicit Uploads(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path path_of(const Id& id) const { return folder_ / id.text(); }

  std::filesystem::path folder_;
};

}  // namespace fika::storage
