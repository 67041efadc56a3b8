// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a call, whichever way it came: finds the method, decodes, limits, and takes it to where it
// is run: a query to the core or the pool, a command through its prepare step to the writer.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "server/domain/actor.h"
#include "server/rpc/codec.h"
#include "server/rpc/limiter.h"
#include "server/rpc/method_table.h"
#include "server/rpc/pool.h"
#include "storage/store.h"
#include "storage/writer.h"

namespace fika::rpc {

struct Call {
  std::string method;  // full name
  std::string payload;
  Encoding encoding = Encoding::kProto;
  std::string client_id;  // empty: the command is not kept for a repeat
  domain::Actor actor;
  std::string address_prefix;
  bool must_be_query = false;  // came by GET
};

struct Answer {
  std::string payload;  // in the call's encoding
  std::uint64_t seq = 0;
  const google::protobuf::Descriptor* type = nullptr;  // of the reply
  // The reply itself when it holds a secret, for the door that sets a cookie from it.
  std::shared_ptr<const google::protobuf::Message> message;
};

class Dispatcher {
 public:
  // All outlive the dispatcher, which outlives its calls.
  Dispatcher(const MethodTable& methods, storage::Store& store, storage::Writer& writer, Pool& pool,
             const Clock& clock, const Id& organisation);

  // What methods find as Query::folder; outlives the dispatcher. Before the first call.
  void keep_files_in(const storage::FileFolder& folder) { folder_ = &folder; }

  // What methods find as Query::search, from when it is there: null before and after. Outlives the
  // dispatcher. Before the first call.
  void search_by(const std::atomic<const search::Serving*>& serving) { serving_ = &serving; }

  // For measurements. Before the first call.
  void switch_limits_off() { is_limited_ = false; }

  // What else costs as a call does counts with the person's calls: takes one of them, kLimit when
  // there is none left.
  Status allow(const domain::Actor& actor);

  // Whether the method may come by GET; nothing when there is no such method.
  std::optional<bool> is_query(std::string_view method) const;

  // `done` is called once: here, in the pool or on the writer thread.
  void call(Call call, std::function<void(Result<Answer>)> done);

 private:
  using Done = std::function<void(Result<Answer>)>;
  struct Running;
  Status limit(const Call& call, const domain::Method& method);
  Status limit_account(const Call& call, const domain::Method& method,
                       const google::protobuf::Message& request);
  void start(const std::shared_ptr<Running>& running);
  void run_query(const std::shared_ptr<Running>& running);
  // What a repeat is known by; empty if there is nothing of the kind.
  static std::string_view client_id_of(const Running& running);
  domain::Query query_of(const storage::Reader& reader, const domain::Actor& actor) const;
  void prepare(const std::shared_ptr<Running>& running);
  void submit(const std::shared_ptr<Running>& running);

  const MethodTable& methods_;
  storage::Store& store_;
  storage::Writer& writer_;
  Pool& pool_;
  const Clock& clock_;
  const Id organisation_;
  Limiter limiter_;
  const storage::FileFolder* folder_ = nullptr;
  const std::atomic<const search::Serving*>* serving_ = nullptr;
  bool is_limited_ = true;
};

}  // namespace fika::rpc
