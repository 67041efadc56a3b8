// SPDX-License-Identifier: GPL-3.0-or-later
// A method of the API as the domain declares it: a policy row and a handler. A capability lists its
// methods, what a bootstrap carries of it and what it does when something falls due; registry.cc
// lists the capabilities. rpc/ runs them, checking the policy first, over HTTP and WebSocket alike.
//
//   query<&list_threads>("ListThreads", {.caller = Caller::kGuest, .relation = Relation::kSees,
//                                        .root_field = "community"})
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "base/result.h"
#include "search/document_row.h"
#include "server/domain/actor.h"
#include "server/domain/snapshot.h"
#include "server/domain/visibility.h"
#include "storage/file_folder.h"
#include "storage/transaction.h"
#include "storage/verify.h"

namespace fika::search {
struct Serving;
}

namespace fika::domain {

// The least role that may call, each including the ones before it.
enum class Caller { kAnyone, kGuest, kMember, kAdmin };

struct Policy {
  Caller caller = Caller::kAdmin;
  // What the caller must be to the root that `root_field` of the request names (the root's id, or
  // the id of something filed under it). Below kSees the answer is "not found". Without a
  // root_field the method acts on the caller alone, or authorises each object itself.
  Relation relation = Relation::kStranger;
  std::string_view root_field = {};
  // An administrator may do it without standing so to the root: managing, never reading.
  bool admin_may = false;
};

// What a query is given. Everything outlives the call.
struct Query {
  const storage::Reader& reader;
  const Actor& actor;
  const Id& organisation;
  std::int64_t now_ms;
  // Where files are kept; nothing for a server without any, and in tests of what needs none.
  const storage::FileFolder* folder = nullptr;
  // What searches ask; nothing where there is none, as above.
  const search::Serving* search = nullptr;
};

// What a command is given, on the writer thread. `prepared` is what the method's prepare step made.
struct Command {
  storage::Transaction& txn;
  const Actor& actor;
  const Id& organisation;
  std::string_view prepared;
};

using google::protobuf::Message;

// What a command with a prepare step returns when what that step read has moved meanwhile: both are
// run again, on the state of now. After kPreparesMax times the caller gets it as a refusal.
std::unexpected<Error> prepare_again();
bool is_prepare_again(const Error& error);
inline constexpr int kPreparesMax = 5;

struct Method {
  std::string_view name;
  Policy policy;
  const Message* request = nullptr;  // prototypes
  const Message* reply = nullptr;
  // One of these two is set.
  std::function<Result<std::unique_ptr<Message>>(const Query&, const Message&)> query;
  std::function<Result<std::unique_ptr<Message>>(Command&, const Message&)> command;
  // Heavy work of a command (hashing, rendering), done in the pool before the queue. What it
  // returns reaches the command as `prepared`; the command checks again whatever may have moved
  // since, and returns prepare_again() when it has.
  std::function<Result<std::string>(const Query&, const Message&)> prepare;
  // Whether this request has anything to prepare; a quick look, taken on the network core. Not set:
  // always. Without, the command goes to the queue at once and `prepared` is empty.
  std::function<bool(const Message&)> needs_prepare;
  // Reads more than a few rows: runs in the pool, not on the network core.
  bool is_scan = false;
  // Counts against the limits for signing in, per account and address.
  bool is_sign_in = false;
  // Never kept for a repeat, and no query by GET: the reply or the request holds a secret.
  bool is_secret = false;
};

namespace internal {
template <class Context, class Request, class Reply>
auto erased(Result<Reply> (*handler)(Context&, const Request&)) {
  return [handler](Context& context, const Message& request) -> Result<std::unique_ptr<Message>> {
    TRY(Reply reply, handler(context, static_cast<const Request&>(request)));
    return std::make_unique<Reply>(std::move(reply));
  };
}

template <class Context, class Request, class Reply>
Method shell(std::string_view name, Policy policy, Result<Reply> (*)(Context&, const Request&)) {
  Method method;
  method.name = name;
  method.policy = policy;
  method.request = &Request::default_instance();
  method.reply = &Reply::default_instance();
  return method;
}
}  // namespace internal

// For Result<Reply> handler(const Query&, const Request&).
template <auto Handler>
Method query(std::string_view name, Policy policy) {
  Method method = internal::shell(name, policy, Handler);
  method.query = internal::erased(Handler);
  return method;
}

// As query, for one that reads many rows.
template <auto Handler>
Method scan(std::string_view name, Policy policy) {
  Method method = query<Handler>(name, policy);
  method.is_scan = true;
  return method;
}

// For Result<Reply> handler(Command&, const Request&).
template <auto Handler>
Method command(std::string_view name, Policy policy) {
  Method method = internal::shell(name, policy, Handler);
  method.command = internal::erased(Handler);
  return method;
}

// A command with a prepare step: Result<std::string> prepare(const Query&, const Request&).
template <auto Handler, auto Prepare>
Method prepared_command(std::string_view name, Policy policy) {
  Method method = command<Handler>(name, policy);
  method.prepare = []<class Request>(Result<std::string> (*prepare)(const Query&, const Request&)) {
    return [prepare](const Query& context, const Message& request) {
      return prepare(context, static_cast<const Request&>(request));
    };
  }(Prepare);
  return method;
}

// For bool needs(const Request&).
template <auto Needs>
Method if_needed(Method method) {
  method.needs_prepare = []<class Request>(bool (*needs)(const Request&)) {
    return [needs](const Message& request) { return needs(static_cast<const Request&>(request)); };
  }(Needs);
  return method;
}

struct DueHandlerRow {
  std::string name;
  std::function<Status(storage::Transaction& txn, std::string_view payload)> run;
};

// One row of the registry.
struct Capability {
  std::string_view service;  // full name, such as fika.v1.ThreadService
  std::vector<Method> methods;
  // Adds what a bootstrap carries of a scope; empty if nothing.
  std::function<Status(const Query& query, const storage::Scope& scope, SnapshotBuilder& snapshot)>
      snapshot = {};
  std::vector<DueHandlerRow> due = {};
  // Whether its counters and index rows agree with its entities: part of fika-server verify.
  std::function<Status(const storage::Reader& reader, storage::Findings& findings)> check = {};
  // What search finds of its entities.
  std::vector<search::DocumentRow> documents = {};
};

}  // namespace fika::domain
