// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL of its own to measure against: a fresh cluster in a folder of its own, reached
// through a socket in that folder, gone with the object. Its client library is looked for when it
// is wanted, so that nothing here needs PostgreSQL to be built.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "base/result.h"

namespace fika::bench {

// Answers as text; a row is its columns. NULL is empty.
using PostgresRows = std::vector<std::vector<std::string>>;

class Postgres {
 public:
  // kUnavailable with a sentence where PostgreSQL 15 is not installed. Run by root, the cluster
  // belongs to the person "postgres", as PostgreSQL refuses to be run by root.
  static Result<std::unique_ptr<Postgres>> start();
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  // $1, $2 ... in `statement` stand for `values`.
  Result<PostgresRows> run(const std::string& statement,
                           const std::vector<std::string>& values = {});
  // Plans `statement` once; run_prepared() then sends the values alone.
  Status prepare(const std::string& name, const std::string& statement);
  Result<PostgresRows> run_prepared(const std::string& name,
                                    const std::vector<std::string>& values);
  // Rows of a table at once, as COPY reads them: columns with tabs between, see copy_field().
  Status copy(const std::string& table_and_columns, std::string_view lines);

  // Of the whole cluster's processes, in bytes that are theirs alone or shared among them.
  std::uint64_t memory_bytes() const;

 private:
  struct Library;
  Postgres(std::filesystem::path folder, std::unique_ptr<Library> library);
  Status begin();
  Result<PostgresRows> rows_of(void* result);
  std::unexpected<Error> refused();

  std::filesystem::path folder_;
  std::unique_ptr<Library> library_;
  pid_t server_ = -1;
  void* connection_ = nullptr;
};

// Tabs, line ends and backslashes as COPY wants them.
std::string copy_field(std::string_view text);

}  // namespace fika::bench
