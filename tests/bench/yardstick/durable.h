// SPDX-License-Identifier: GPL-3.0-or-later
// What a bare server does before it acknowledges: nothing, or one synced write of the turn's posts,
// to a plain file or to RocksDB.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::bench {

class Durable {
 public:
  virtual ~Durable() = default;
  // All of `posts` in one write that is on the disk when this returns.
  virtual Status commit(const std::vector<std::string_view>& posts) = 0;
};

// `how` is none, fdatasync or rocksdb; the files go into the existing folder `dir`. Null for none.
Result<std::unique_ptr<Durable>> open_durable(std::string_view how, const std::string& dir);

}  // namespace fika::bench
