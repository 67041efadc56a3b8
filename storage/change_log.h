// SPDX-License-Identifier: GPL-3.0-or-later
// The change log: sealing a group of commands into a record, telling readers what a record changed,
// and reading lines back for those who return. Lines are thin; bodies are read from the entities.
#pragma once

#include <cstdint>
#include <fika/store/v1/storage.pb.h>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/overlay.h"
#include "storage/position.h"
#include "storage/reader.h"

namespace fika::storage {

// One change line, and for a put the entity's bytes.
struct Change {
  store::v1::ChangeKind kind = store::v1::CHANGE_KIND_UNSPECIFIED;
  std::uint32_t entity_kind = 0;
  Id root;
  std::string key;   // after kind and root, as in Table::kEntities
  std::string body;  // of a put; empty otherwise
};

// All that one commit changed in one scope.
struct ScopeChanges {
  Scope scope;
  std::uint64_t prev = 0;  // the scope's commit before this one
  std::vector<Change> changes;
};

// A row of a published index table that a commit put or erased.
struct PublishedRow {
  std::uint16_t table = 0;
  std::string key;  // without the table's number
  std::string value;
  bool is_erased = false;
};

struct CommitSummary {
  std::uint64_t seq = 0;
  std::int64_t time_ms = 0;
  std::vector<ScopeChanges> scopes;
  std::vector<PublishedRow> rows;
};

// The group's rows and the change lines that follow from them, as the record after `before`. What
// was merged into the group has passed check_staged().
Result<store::v1::Record> seal(const Overlay& group, const Position& before, const Id& record_id,
                               std::int64_t time_ms);

// What the record changed, own or another node's. Rows of index tables come if `is_published` says
// so.
CommitSummary summarise(const store::v1::Record& record,
                        const std::function<bool(std::uint16_t table)>& is_published);

struct LogLine {
  std::uint64_t seq = 0;
  store::v1::ChangeLine line;
};
// Lines of commits above `after_seq`, in order, up to the reader's own seq; false ends it.
Status read_log(const Reader& reader, std::uint64_t after_seq,
                const std::function<bool(LogLine&& line)>& visit);
// Lines that concern one root.
Status read_log_of_root(const Reader& reader, const Id& root, std::uint64_t after_seq,
                        const std::function<bool(LogLine&& line)>& visit);
// The newest commit at or before `seq` that touched the root; 0 if none is kept.
Result<std::uint64_t> root_head(const Reader& reader, const Id& root, std::uint64_t seq);

}  // namespace fika::storage
