// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/change_log.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/check.h"
#include "storage/entities.h"

namespace fika::storage {
namespace {

void add_op(store::v1::Record& record, Table table, std::string key, std::string value) {
  store::v1::Op& op = *record.add_ops();
  op.set_table(static_cast<std::uint32_t>(table));
  op.set_key(std::move(key));
  op.set_value(std::move(value));
}

// Numbers the lines of one commit and writes each with its by-root row.
class LineWriter {
 public:
  LineWriter(store::v1::Record& record, std::set<Scope>& touched)
      : record_(record), touched_(touched) {}

  void add(store::v1::ChangeKind change, std::uint32_t kind, const Id& root, std::string_view key,
           const Scope& scope) {
    store::v1::ChangeLine line;
    line.set_change(change);
    line.set_entity_kind(kind);
    line.set_root(std::string(root.bytes()));
    line.set_key(std::string(key));
    line.set_scope(scope_bytes(scope));
    const std::string place = KeyWriter().u64(record_.seq()).u32(index_++).take();
    add_op(record_, Table::kLog, place, line.SerializeAsString());
    add_op(record_, Table::kLogByRoot, std::string(root.bytes()) + place, {});
    touched_.insert(scope);
  }

 private:
  store::v1::Record& record_;
  std::set<Scope>& touched_;
  std::uint32_t index_ = 0;
};

Status add_entity_lines(const Overlay& group, LineWriter& lines) {
  std::unordered_map<Id, Scope> scopes;
  for (const auto& [key, value] : group.rows(Table::kEntities)) {
    KeyReader parts(key);
    const std::uint32_t kind = parts.u16();
    const Id root = parts.id();
    auto known = scopes.find(root);
    if (known == scopes.end()) {
      TRY(const auto scope, scope_of(group, root));
      FIKA_CHECK(scope.has_value());  // check_staged() has refused what stands under no root
      known = scopes.emplace(root, *scope).first;
    }
    lines.add(value ? store::v1::CHANGE_KIND_PUT : store::v1::CHANGE_KIND_ERASE, kind, root,
              parts.rest(), known->second);
  }
  return {};
}

}  // namespace

Result<store::v1::Record> seal(const Overlay& group, const Position& before, const Id& record_id,
                               std::int64_t time_ms) {
  store::v1::Record record;
  record.set_log("org");
  record.set_seq(before.seq + 1);
  record.set_prev(std::string(bytes_of(before.hash)));
  record.set_id(std::string(record_id.bytes()));
  record.set_time_ms(time_ms);
  for (std::size_t table = 1; table < kTableCount; ++table) {
    for (const auto& [key, value] : group.rows(static_cast<Table>(table))) {
      add_op(record, static_cast<Table>(table), key, value.value_or(std::string()));
      if (!value) record.mutable_ops(record.ops_size() - 1)->set_erase(true);
    }
  }
  std::set<Scope> touched;
  LineWriter lines(record, touched);
  // Moves first: a client drops the subtree, then takes what the same commit put into it.
  for (const RootMove& move : group.moves()) {
    lines.add(store::v1::CHANGE_KIND_LEFT, 0, move.root, {}, move.from);
    lines.add(store::v1::CHANGE_KIND_ENTERED, 0, move.root, {}, move.to);
  }
  CHECKED(add_entity_lines(group, lines));
  for (const Scope& scope : touched) {
    TRY(const ScopeHead head, scope_head(group, scope));
    add_op(record, Table::kScopeHeads, scope_bytes(scope),
           KeyWriter().u64(record.seq()).u64(head.seq).take());
  }
  return record;
}

CommitSummary summarise(const store::v1::Record& record,
                        const std::function<bool(std::uint16_t table)>& is_published) {
  CommitSummary summary;
  summary.seq = record.seq();
  summary.time_ms = record.time_ms();
  std::unordered_map<std::string_view, std::string_view> bodies;
  std::unordered_map<Scope, std::size_t> places;
  const auto changes_of = [&](const Scope& scope) -> ScopeChanges& {
    const auto [place, is_fresh] = places.try_emplace(scope, summary.scopes.size());
    if (is_fresh) summary.scopes.push_back({.scope = scope, .prev = 0, .changes = {}});
    return summary.scopes[place->second];
  };
  for (const store::v1::Op& op : record.ops()) {
    switch (static_cast<Table>(op.table())) {
      case Table::kEntities:
        if (!op.erase()) bodies.emplace(op.key(), stored_entity(op.value()).body);
        break;
      case Table::kIndex: {
        KeyReader key(op.key());
        const std::uint16_t table = key.u16();
        if (is_published(table)) {
          summary.rows.push_back({table, std::string(key.rest()), op.value(), op.erase()});
        }
        break;
      }
      case Table::kLog: {
        store::v1::ChangeLine line;
        FIKA_CHECK(line.ParseFromString(op.value()));
        Change change{
            line.change(), line.entity_kind(), Id::from_bytes(line.root()), line.key(), {}};
        if (line.change() == store::v1::CHANGE_KIND_PUT) {
          std::string key = KeyWriter()
                                .u16(static_cast<std::uint16_t>(line.entity_kind()))
                                .text(line.root())
                                .text(line.key())
                                .take();
          change.body = std::string(bodies.at(key));
        }
        changes_of(scope_from_bytes(line.scope())).changes.push_back(std::move(change));
        break;
      }
      case Table::kScopeHeads: {
        KeyReader value(op.value());
        value.u64();
        changes_of(scope_from_bytes(op.key())).prev = value.u64();
        break;
      }
      default:
        break;
    }
  }
  return summary;
}

Status read_log(const Reader& reader, std::uint64_t after_seq,
                const std::function<bool(LogLine&& line)>& visit) {
  if (after_seq >= reader.seq()) return {};
  const Range range{.prefix = {}, .bound = KeyWriter().u64(after_seq + 1).take()};
  Status status;
  CHECKED(reader.scan(Table::kLog, range, [&](std::string_view key, std::string_view value) {
    LogLine line;
    line.seq = KeyReader(key).u64();
    if (line.seq > reader.seq()) return false;
    if (!line.line.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
      status =
          fail(Code::kDataLoss, "Change line {} cannot be read. Run fika-server verify.", line.seq);
      return false;
    }
    return visit(std::move(line));
  }));
  return status;
}

Status read_log_of_root(const Reader& reader, const Id& root, std::uint64_t after_seq,
                        const std::function<bool(LogLine&& line)>& visit) {
  if (after_seq >= reader.seq()) return {};
  const Range range{.prefix = std::string(root.bytes()),
                    .bound = KeyWriter().id(root).u64(after_seq + 1).take()};
  Status status;
  CHECKED(reader.scan(Table::kLogByRoot, range, [&](std::string_view key, std::string_view) {
    const std::string_view place = key.substr(16);
    auto row = reader.get(Table::kLog, place);
    LogLine line;
    line.seq = KeyReader(place).u64();
    if (!row || !*row || !line.line.ParseFromString(**row)) {
      status =
          fail(Code::kDataLoss, "Change line {} cannot be read. Run fika-server verify.", line.seq);
      return false;
    }
    return visit(std::move(line));
  }));
  return status;
}

Result<std::uint64_t> root_head(const Reader& reader, const Id& root, std::uint64_t seq) {
  const Range range{.prefix = std::string(root.bytes()),
                    .bound = KeyWriter().id(root).u64(std::min(seq, reader.seq()) + 1).take(),
                    .reverse = true};
  std::uint64_t head = 0;
  CHECKED(reader.scan(Table::kLogByRoot, range, [&](std::string_view key, std::string_view) {
    head = KeyReader(key.substr(16)).u64();
    return false;
  }));
  return head;
}

}  // namespace fika::storage
