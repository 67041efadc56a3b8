// SPDX-License-Identifier: GPL-3.0-or-later
// Reading rows. Two things can be read: a Snapshot (any thread, as of one commit) and a Transaction
// (the writer thread, with what the command and its group have staged). The same read functions of
// the domain serve both. Use storage/entities.h and storage/index.h for typed rows.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/keys.h"

namespace fika::storage {

// Called for each row in order; false ends the scan. The views are good during the call only.
using Visit = std::function<bool(std::string_view key, std::string_view value)>;

struct Range {
  std::string prefix;
  // Forward: the first key wanted (inclusive). Reverse: the key to stay below (exclusive). Empty:
  // the prefix's own end.
  std::string bound;
  bool reverse = false;
};

class Reader {
 public:
  virtual ~Reader() = default;
  // Nothing if there is no such row; kInternal when the disk fails, kDataLoss on a checksum.
  virtual Result<std::optional<std::string>> get(Table table, std::string_view key) const = 0;
  virtual Status scan(Table table, const Range& range, const Visit& visit) const = 0;
  // Rows of commits up to this one are seen; in a Transaction it is the commit being made.
  virtual std::uint64_t seq() const = 0;
};

// The least key above every key with this prefix; empty if there is none.
std::string prefix_end(std::string_view prefix);

// A root's scope; nothing if it never was a root. Erased roots keep theirs, so that their
// tombstones still reach those who saw them. Never an alias: what is filed under one is in the
// scope that it stands for.
Result<std::optional<Scope>> scope_of(const Reader& reader, const Id& root);
// As scope_of, but the scope that the root was filed under, alias or not: where for_each_root finds
// it.
Result<std::optional<Scope>> filed_scope_of(const Reader& reader, const Id& root);
// All roots filed under a scope, in the order of their ids, from `from` on. Those that came with an
// alias are found under the alias.
Status for_each_root(const Reader& reader, const Scope& scope,
                     const std::function<bool(const Id& root)>& visit, const Id& from = {});
// The scope that this one stands for; itself unless it is an alias.
Result<Scope> present_scope(const Reader& reader, const Scope& scope);
// All aliases of a scope.
Status for_each_alias(const Reader& reader, const Scope& scope,
                      const std::function<bool(const Scope& alias)>& visit);

// Where an entity with an id of its own is kept now.
struct Place {
  std::uint32_t kind = 0;
  Id root;
};
Result<std::optional<Place>> place_of(const Reader& reader, const Id& id);

// The scope's newest commit and the one before it; zeros if nothing was ever written there.
struct ScopeHead {
  std::uint64_t seq = 0, prev = 0;
};
Result<ScopeHead> scope_head(const Reader& reader, const Scope& scope);

}  // namespace fika::storage
