// SPDX-License-Identifier: GPL-3.0-or-later
// Is a data folder what it should be? Looks at a store that nobody writes to (opened read-only, or
// before serving), says in sentences what is wrong, and mends nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/entities.h"
#include "storage/store.h"

namespace fika::storage {

class Findings {
 public:
  // One more case of the same fault; the first one's `example` is kept.
  void add(std::string_view fault, std::string example);
  // "An entity has no change line: 3 times, first Message 0189...". In the order of the faults'
  // words.
  std::vector<std::string> sentences() const;
  bool is_empty() const { return faults_.empty(); }
  std::uint64_t count(std::string_view fault) const;  // 0 if it was never found

  // What was looked at, for the operator: "entities", 1200.
  void looked_at(std::string_view things, std::uint64_t count) {
    looked_at_[std::string(things)] += count;
  }
  const std::map<std::string, std::uint64_t>& looked_at() const { return looked_at_; }

 private:
  struct Fault {
    std::uint64_t count = 0;
    std::string example;
  };
  std::map<std::string, Fault, std::less<>> faults_;
  std::map<std::string, std::uint64_t> looked_at_;
};

struct VerifyOptions {
  // Every kind of entity there is. A row of another kind is a finding.
  std::vector<const EntityType*> entities;
  // The domain's own: counters, index tables. An error ends the whole.
  std::vector<std::function<Status(const Reader& reader, Findings& findings)>> checks;
};

// An error means that it could not look, not that something is wrong.
Result<Findings> verify(const Store& store, const std::filesystem::path& data_folder,
                        const VerifyOptions& options);

// The parts, each over one snapshot.
Status verify_headers(const Reader& reader, const Position& head, Findings& findings);
Status verify_log(const Reader& reader, std::uint64_t floor, const VerifyOptions& options,
                  Findings& findings);
Status verify_directory(const Reader& reader, const VerifyOptions& options, Findings& findings);
Status verify_roots(const Reader& reader, Findings& findings);
Status verify_blobs(const std::filesystem::path& data_folder, Findings& findings);

}  // namespace fika::storage
