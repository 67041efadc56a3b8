// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/databases_xapian.h"

#include <utility>

namespace fika::search {

void Databases::serve(std::filesystem::path folder) {
  std::vector<std::unique_ptr<Xapian::Database>> left;
  const std::lock_guard lock(mutex_);
  folder_ = std::move(folder);
  ++generation_;
  left.swap(idle_);
}

std::filesystem::path Databases::served() const {
  const std::lock_guard lock(mutex_);
  return folder_;
}

Result<Databases::Lent> Databases::lend() const {
  Lent lent;
  std::filesystem::path folder;
  {
    const std::lock_guard lock(mutex_);
    if (folder_.empty()) {
      return fail(Code::kUnavailable, "The search index is being made. Try again in a minute.");
    }
    lent.generation = generation_;
    if (!idle_.empty()) {
      lent.database = std::move(idle_.back());
      idle_.pop_back();
      return lent;
    }
    folder = folder_;
  }
  TRY(lent.database, guard([&] { return std::make_unique<Xapian::Database>(folder.string()); }));
  return lent;
}

void Databases::take_back(Lent lent) const {
  const std::lock_guard lock(mutex_);
  if (lent.generation == generation_ && idle_.size() < kIdleMax) {
    idle_.push_back(std::move(lent.database));
  }
}

}  // namespace fika::search
