// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/catch_up.h"

#include <map>
#include <set>
#include <unordered_map>

#include "server/domain/scopes.h"
#include "server/feed/delta.h"
#include "server/feed/entity_kinds.h"
#include "storage/change_log.h"
#include "storage/entities.h"

namespace fika::feed {
namespace {

using storage::Scope;

// What the lines after the cursor come to, for the scopes the client goes on holding.
class Gathered {
 public:
  Gathered(const storage::Reader& reader, const std::set<Scope>& continuing)
      : reader_(reader), continuing_(continuing) {}

  // False once more lines were read than is worth it.
  Result<bool> read(std::uint64_t after_seq, std::size_t scan_lines_max) {
    std::size_t lines = 0;
    Status status;
    CHECKED(storage::read_log(reader_, after_seq, [&](storage::LogLine&& line) {
      if (++lines > scan_lines_max) return false;
      status = take(line.line);
      return status.has_value();
    }));
    CHECKED(status);
    return lines <= scan_lines_max;
  }

  std::size_t size() const { return entities_.size() + left_.size() + entered_.size(); }

  // The present state of everything that changed; with `heads_only`, entities that are fetched on
  // demand are named by their root in `stale_roots` instead. False when `bytes_max` is passed.
  Result<bool> fill(std::uint64_t after_seq, std::size_t bytes_max, bool heads_only,
                    google::protobuf::RepeatedPtrField<v1::Delta>& deltas,
                    std::set<Id>& stale_roots) {
    std::map<Scope, v1::Delta> by_scope;
    std::size_t bytes = 0;
    for (const auto& [root, scope] : left_) {
      TRY(const auto present, present_scope(root));
      if (present != scope) by_scope[scope].add_left(std::string(root.bytes()));
    }
    for (const Id& root : entered_) {
      TRY(const auto present, present_scope(root));
      if (present && continuing_.contains(*present)) {
        by_scope[*present].add_entered(std::string(root.bytes()));
      }
    }
    for (const std::string& key : entities_) {
      storage::KeyReader parts(key);
      const std::uint32_t kind = parts.u16();
      const Id root = parts.id();
      TRY(const auto scope, present_scope(root));
      if (!scope || !continuing_.contains(*scope)) continue;
      TRY(const auto row, reader_.get(storage::Table::kEntities, key));
      v1::Delta& delta = by_scope[*scope];
      if (!row) {
        v1::Tombstone& tombstone = *delta.add_tombstones();
        tombstone.set_kind(kind);
        tombstone.set_root(std::string(root.bytes()));
        tombstone.set_key(std::string(parts.rest()));
      } else if (heads_only && is_on_demand(kind)) {
        stale_roots.insert(root);
      } else {
        const storage::StoredEntity stored = storage::stored_entity(*row);
        v1::Put& put = *delta.add_puts();
        put.set_kind(kind);
        put.set_body(std::string(stored.body));
        put.set_version(stored.version);
        bytes += stored.body.size() + 16;
      }
      if (bytes > bytes_max) return false;
    }
    for (auto& [scope, delta] : by_scope) {
      fill_scope(scope, *delta.mutable_scope());
      delta.set_prev(after_seq);
      delta.set_seq(reader_.seq());
      *deltas.Add() = std::move(delta);
    }
    return true;
  }

 private:
  Status take(const store::v1::ChangeLine& line) {
    const Id root = Id::from_bytes(line.root());
    const Scope scope = storage::scope_from_bytes(line.scope());
    switch (line.change()) {
      case store::v1::CHANGE_KIND_LEFT:
        if (continuing_.contains(scope)) left_.emplace(root, scope);
        break;
      case store::v1::CHANGE_KIND_ENTERED:
        entered_.insert(root);
        break;
      default: {
        // What the client does not hold now is no concern of it, nor of the limits.
        TRY(const auto present, present_scope(root));
        if (!present || !continuing_.contains(*present)) break;
        entities_.insert(storage::KeyWriter()
                             .u16(static_cast<std::uint16_t>(line.entity_kind()))
                             .text(line.root())
                             .text(line.key())
                             .take());
      }
    }
    return {};
  }

  Result<std::optional<Scope>> present_scope(const Id& root) {
    if (const auto known = scopes_.find(root); known != scopes_.end()) return known->second;
    TRY(const auto scope, storage::scope_of(reader_, root));
    scopes_.emplace(root, scope);
    return scope;
  }

  const storage::Reader& reader_;
  const std::set<Scope>& continuing_;
  std::set<std::string> entities_;
  std::set<std::pair<Id, Scope>> left_;
  std::set<Id> entered_;
  std::unordered_map<Id, std::optional<Scope>> scopes_;
};

// How the scopes the client holds compare with those it may have now.
struct Access {
  std::set<Scope> continuing;
  std::vector<Scope> granted, revoked, all;
};

Result<Access> compare_access(const domain::Query& query, const v1::Hello& hello) {
  std::set<Scope> held;
  for (const v1::Scope& scope : hello.held()) {
    if (const auto known = scope_from(scope)) held.insert(*known);
  }
  Access access;
  TRY(const auto subscribed, domain::subscriptions_of(query.reader, query.actor.person));
  for (const auto& [scope, since_seq] : subscribed) {
    access.all.push_back(scope);
    if (since_seq <= hello.cursor().seq() && held.contains(scope)) {
      access.continuing.insert(scope);
    } else {
      access.granted.push_back(scope);
    }
    held.erase(scope);
  }
  access.revoked.assign(held.begin(), held.end());
  return access;
}

void fill_cursor(const LogBounds& bounds, std::uint64_t seq, v1::Cursor& out) {
  out.set_epoch(bounds.epoch);
  out.set_seq(seq);
}

Result<v1::ServerFrame> bootstrap(const domain::Query& query, const LogBounds& bounds,
                                  const std::vector<Scope>& scopes) {
  v1::ServerFrame frame;
  fill_cursor(bounds, query.reader.seq(), *frame.mutable_bootstrap()->mutable_upto());
  CHECKED(add_snapshots(query, scopes, *frame.mutable_bootstrap()->mutable_snapshots()));
  return frame;
}

// Resumed and Partial have these fields in common.
template <class Answer>
Status fill_access(const domain::Query& query, const LogBounds& bounds, const Access& access,
                   std::uint64_t from, Answer& answer) {
  answer.set_from(from);
  fill_cursor(bounds, query.reader.seq(), *answer.mutable_upto());
  for (const Scope& scope : access.revoked) fill_scope(scope, *answer.add_revoked());
  return add_snapshots(query, access.granted, *answer.mutable_granted());
}

}  // namespace

Result<v1::ServerFrame> catch_up(const domain::Query& query, const LogBounds& bounds,
                                 const v1::Hello& hello, const CatchUpLimits& limits) {
  TRY(const Access access, compare_access(query, hello));
  const std::uint64_t cursor = hello.cursor().seq();
  // Lines of the cursor's own commit are not needed, so a cursor just below the floor will do.
  if (hello.cursor().epoch() != bounds.epoch || cursor + 1 < bounds.floor ||
      cursor > query.reader.seq()) {
    return bootstrap(query, bounds, access.all);
  }
  Gathered gathered(query.reader, access.continuing);
  TRY(const bool is_read, gathered.read(cursor, limits.scan_lines_max));
  if (!is_read) return bootstrap(query, bounds, access.all);

  std::set<Id> stale_roots;
  v1::ServerFrame frame;
  if (gathered.size() <= limits.lines_max) {
    v1::Resumed& resumed = *frame.mutable_resumed();
    TRY(const bool fits, gathered.fill(cursor, limits.bytes_max, /*heads_only=*/false,
                                       *resumed.mutable_deltas(), stale_roots));
    if (fits) {
      CHECKED(fill_access(query, bounds, access, cursor, resumed));
      return frame;
    }
  }
  v1::Partial& partial = *frame.mutable_partial();
  TRY(const bool fits, gathered.fill(cursor, limits.partial_bytes_max, /*heads_only=*/true,
                                     *partial.mutable_deltas(), stale_roots));
  if (!fits) return bootstrap(query, bounds, access.all);
  CHECKED(fill_access(query, bounds, access, cursor, partial));
  for (const Id& root : stale_roots) partial.add_stale_roots(std::string(root.bytes()));
  return frame;
}

}  // namespace fika::feed
