// SPDX-License-Identifier: GPL-3.0-or-later
// Collects what a bootstrap or a grant carries of one or more scopes. Each capability adds its own;
// the people needed to draw the rest are added last.
#pragma once

#include <fika/v1/sync.pb.h>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "storage/entities.h"

namespace fika::domain {

class SnapshotBuilder {
 public:
  explicit SnapshotBuilder(const storage::Reader& reader) : reader_(reader) {}

  // What follows belongs to this scope.
  void begin(v1::Snapshot& snapshot) { snapshot_ = &snapshot; }

  // One entity, if it is there.
  template <class M>
  Status add(const Id& root, std::initializer_list<Id> parts = {}) {
    return add_row(storage::entity_type<M>().kind(),
                   storage::entity_key(storage::entity_type<M>().kind(), root, parts));
  }
  // All entities of a kind under a root.
  template <class M>
  Status add_all(const Id& root) {
    return add_rows(storage::entity_type<M>().kind(),
                    storage::entity_key(storage::entity_type<M>().kind(), root));
  }

  // A thread or conversation whose head is carried: its read marker comes too.
  void note_root(const Id& root) { roots_.insert(root); }
  const std::set<Id>& roots() const { return roots_; }
  // Somebody whose name is needed to draw what was added.
  void note_person(std::string_view person);
  const std::set<Id>& people() const { return people_; }

 private:
  Status add_row(std::uint32_t kind, const std::string& key);
  Status add_rows(std::uint32_t kind, std::string prefix);

  const storage::Reader& reader_;
  v1::Snapshot* snapshot_ = nullptr;
  std::set<Id> roots_, people_;
};

}  // namespace fika::domain
