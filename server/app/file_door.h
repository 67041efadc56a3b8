// SPDX-License-Identifier: GPL-3.0-or-later
// The paths of files: pieces come in at /uploads/ID, /files/ID leads whoever may read the file to
// where its bytes are served, /f/TOKEN/name serves them. Holds no rules of its own: domain/files
// says who may.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/clock.h"
#include "server/app/file_link.h"
#include "server/domain/actor.h"
#include "server/rpc/pool.h"
#include "server/web/server.h"
#include "storage/file_folder.h"
#include "storage/store.h"

namespace fika::app {

// What uploads leave free of the disk that a folder is on, so that the store can go on.
struct DiskReserve {
  std::filesystem::path folder;
  std::uint64_t bytes = 0;
};

class FileDoor {
 public:
  // All outlive the door, which outlives its answers.
  FileDoor(storage::Store& store, const Clock& clock, const Id& organisation,
           const storage::FileFolder& folder, DiskReserve reserve, rpc::Pool& pool);

  static bool is_for(std::string_view path);
  // Of a path it is for. `reply` is called once, here or in the pool.
  void handle(web::Request request, web::Reply reply);

  // Clears away what no row knows any more. Reads folders: in the pool, now and then.
  void sweep() const;

 private:
  // Who asks, as they are now; to strangers nothing is there.
  Result<domain::Actor> asking(const web::Request& request) const;
  web::Response lead(const web::Request& request) const;
  web::Response serve(const web::Request& request) const;
  Status check_disk(std::uint64_t more_bytes) const;
  web::Response tell_upload(const web::Request& request) const;
  web::Response take_piece(const web::Request& request) const;

  storage::Store& store_;
  const Clock& clock_;
  const Id organisation_;
  const storage::FileFolder& folder_;
  const DiskReserve reserve_;
  rpc::Pool& pool_;
  const FileLinks links_;
};

}  // namespace fika::app
