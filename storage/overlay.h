// SPDX-License-Identifier: GPL-3.0-or-later
// Staged rows over something readable: a command's over its group's, the group's over a Snapshot. A
// refused command's overlay is simply dropped; that costs nothing, whatever the group already
// holds.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/reader.h"

namespace fika::storage {

struct RootMove {
  Id root;
  Scope from, to;
};

class Overlay final : public Reader {
 public:
  // `below` outlives the overlay.
  explicit Overlay(const Reader& below) : below_(&below) {}
  // Never copied: one overlay above another is made from it as a Reader.
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;
  Overlay(Overlay&&) = default;
  Overlay& operator=(Overlay&&) = default;
  ~Overlay() override = default;

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override;
  // While a scan runs, nothing may be staged.
  Status scan(Table table, const Range& range, const Visit& visit) const override;
  std::uint64_t seq() const override { return below_->seq(); }

  void put(Table table, std::string key, std::string value);
  void erase(Table table, std::string key);
  void note_move(RootMove move);

  // Takes over what another overlay staged above this one.
  void merge(Overlay&& above);

  // Nothing in place of a value: erased.
  using Rows = std::map<std::string, std::optional<std::string>, std::less<>>;
  const Rows& rows(Table table) const { return tables_[static_cast<std::size_t>(table)]; }
  const std::vector<RootMove>& moves() const { return moves_; }
  // At least what these rows and the change lines that follow from them take in a record.
  std::size_t size_bytes() const { return size_bytes_; }
  bool is_empty() const { return size_bytes_ == 0; }

 private:
  const Reader* below_;
  std::array<Rows, kTableCount> tables_;
  std::vector<RootMove> moves_;
  std::size_t size_bytes_ = 0;
};

}  // namespace fika::storage
