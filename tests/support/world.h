// SPDX-License-Identifier: GPL-3.0-or-later
// A whole Fika below the network for tests: a real store in a temporary folder, the real writer, a
// clock that stands still, an organisation with an administrator. Calls go through the policy.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "search/serving.h"
#include "server/domain/method.h"
#include "storage/change_log.h"
#include "storage/embedded_commit_step.h"
#include "storage/store.h"
#include "storage/writer.h"

namespace fika::tests {

class World {
 public:
  // Only the given capabilities exist: a folder's test needs no others. registry() for all.
  explicit World(const std::vector<domain::Capability>& capabilities, bool is_compressed = true);
  ~World();

  // An actor signed in with all rights of the role. Their person is there already, with this name.
  domain::Actor person(const std::string& name, v1::Role role = v1::ROLE_MEMBER);
  const domain::Actor& admin() const { return admin_; }
  const Id& organisation() const { return organisation_; }
  SimulatedClock& clock() { return clock_; }
  storage::Store& store() { return *store_; }
  const storage::FileFolder& files() const { return *files_; }
  storage::Writer& writer() { return *writer_; }
  Id fresh_id() { return Id::make(clock_.now_ms()); }

  // Runs a method as `actor` and waits for its answer. `Reply` must be the method's.
  template <class Reply>
  Result<Reply> call(const domain::Actor& actor, const std::string& method,
                     const google::protobuf::Message& request, const std::string& client_id = {}) {
    TRY(auto reply, call_any(actor, method, request, client_id));
    return dynamic_cast<Reply&>(*reply);
  }
  // The code of the refusal; kInternal stands for "it was accepted".
  Code refusal(const domain::Actor& actor, const std::string& method,
               const google::protobuf::Message& request);
  Result<std::unique_ptr<google::protobuf::Message>> call_any(
      const domain::Actor& actor, const std::string& method,
      const google::protobuf::Message& request, const std::string& client_id = {});

  // From here on there is an index of what the capabilities say can be found, and calls ask it.
  void make_searchable();
  // Waits until all that was written can be found.
  void wait_until_found();
  const search::Serving& searching() const { return *serving_; }
  // What the capabilities say can be found.
  std::vector<search::DocumentRow> document_rows() const;
  // What is written from here on is not taken in any more.
  void stop_indexing() { runner_->stop(); }

  // Called in each call between a command's prepare step and the command.
  void on_prepared(std::function<void()> listener) { on_prepared_ = std::move(listener); }

  // Runs `work` as a command of its own.
  Status write(const std::function<Status(storage::Transaction& txn)>& work);
  std::unique_ptr<storage::Snapshot> read() const { return store_->snapshot(); }
  // Called on the writer thread with each commit, before its command's answer.
  void on_commit(std::function<void(const storage::CommitSummary& summary)> listener);
  // What the last commit changed; empty before the first call that wrote.
  storage::CommitSummary last_commit() const;

 private:
  const domain::Method& method_named(const std::string& name) const;
  Result<std::string> submit(const domain::Actor& actor, const std::string& client_id,
                             std::function<Result<std::string>(storage::Transaction&)> run);

  std::filesystem::path folder_;
  std::vector<domain::Capability> capabilities_;
  SimulatedClock clock_{1'750'000'000'000};
  std::unique_ptr<storage::Store> store_;
  std::optional<storage::FileFolder> files_;
  std::unique_ptr<storage::EmbeddedCommitStep> step_;
  mutable std::mutex mutex_;
  storage::CommitSummary last_commit_;
  std::function<void(const storage::CommitSummary&)> listener_;
  std::function<void()> on_prepared_;
  Id organisation_;
  domain::Actor admin_;
  std::unique_ptr<storage::Writer> writer_;  // its thread uses everything above
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<storage::TailerRunner> runner_;
  std::optional<search::Serving> serving_;
};

}  // namespace fika::tests
