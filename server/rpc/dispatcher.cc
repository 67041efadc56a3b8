// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/dispatcher.h"

#include <sodium.h>

#include "base/check.h"
#include "base/text.h"
#include "server/domain/run.h"
#include "storage/idempotency.h"

namespace fika::rpc {
namespace {

constexpr std::size_t kLimiterKeysMax = 100'000;
// A person typing fast, a script that imports and a client replaying its outbox all stay below
// these.
constexpr Rate kCallRate{.burst = 5'000, .per_second = 2'000};
constexpr Rate kSignInRatePerAddress{.burst = 30, .per_second = 0.5};
// Where an account is tried from counts, so that one stranger cannot keep its owner out; from
// everywhere together, twice as many are allowed.
constexpr Rate kSignInRatePerAccountAndAddress{.burst = 10, .per_second = 0.05};
constexpr Rate kSignInRatePerAccount{.burst = 20, .per_second = 0.05};

std::string hash_of(std::string_view method, std::string_view payload) {
  std::string hash(16, '\0');
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  const auto update = [&](std::string_view bytes) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  };
  update(method);
  update(std::string_view("\0", 1));
  update(payload);
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
  return hash;
}

// Addresses are remembered and written into logs: no secret goes by GET.
bool comes_by_get(const domain::Method& method) { return method.query && !method.is_secret; }

// The account a sign-in is tried for, written as it is looked up; empty when the request names
// none.
std::string account_of(const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("email");
  if (field == nullptr) return {};
  return to_lower_ascii(trim(request.GetReflection()->GetString(request, field)));
}

}  // namespace

struct Dispatcher::Running {
  Call call;
  Done done;
  const domain::Method* method;
  std::unique_ptr<google::protobuf::Message> request;
  Result<std::string> prepared = std::string();
  int prepares = 0;
};

Dispatcher::Dispatcher(const MethodTable& methods, storage::Store& store, storage::Writer& writer,
                       Pool& pool, const Clock& clock, const Id& organisation)
    : methods_(methods),
      store_(store),
      writer_(writer),
      pool_(pool),
      clock_(clock),
      organisation_(organisation),
      limiter_(clock, kLimiterKeysMax) {}

std::optional<bool> Dispatcher::is_query(std::string_view method) const {
  const domain::Method* found = methods_.find(method);
  if (found == nullptr) return std::nullopt;
  return comes_by_get(*found);
}

void Dispatcher::call(Call call, Done done) {
  const domain::Method* method = methods_.find(call.method);
  if (method == nullptr) {
    return done(fail(Code::kUnimplemented, "There is no method {}.", call.method.substr(0, 100)));
  }
  if (call.must_be_query && !comes_by_get(*method)) {
    return done(fail(Code::kInvalid, "{} is not for GET: send it by POST.", method->name));
  }
  if (const std::size_t size = call.client_id.size();
      size != 0 && (size < storage::kClientIdBytesMin || size > storage::kClientIdBytesMax)) {
    return done(fail(Code::kInvalid, "A client id is {} to {} characters long.",
                     storage::kClientIdBytesMin, storage::kClientIdBytesMax));
  }
  // Before anything is decoded: strangers cost nothing where they may not ask.
  if (call.actor.is_anonymous() && method->policy.caller != domain::Caller::kAnyone) {
    return done(fail(Code::kUnauthenticated,
                     "You are not signed in, or the sign-in has ended. Sign in again."));
  }
  if (const Status allowed = limit(call, *method); !allowed) {
    return done(std::unexpected(allowed.error()));
  }
  auto request = decode(*method->request, call.payload, call.encoding);
  if (!request) return done(std::unexpected(std::move(request).error()));
  if (const Status allowed = limit_account(call, *method, **request); !allowed) {
    return done(std::unexpected(allowed.error()));
  }
  start(std::make_shared<Running>(
      Running{std::move(call), std::move(done), method, std::move(*request), {}, 0}));
}

Status Dispatcher::limit(const Call& call, const domain::Method& method) {
  if (!is_limited_) return {};
  if (method.is_sign_in) {
    return limiter_.take("sign-in " + call.address_prefix, kSignInRatePerAddress);
  }
  return allow(call.actor);
}

Status Dispatcher::allow(const domain::Actor& actor) {
  if (!is_limited_ || actor.is_anonymous()) return {};
  return limiter_.take("person " + std::string(actor.person.bytes()), kCallRate);
}

Status Dispatcher::limit_account(const Call& call, const domain::Method& method,
                                 const google::protobuf::Message& request) {
  if (!method.is_sign_in || !is_limited_) return {};
  const std::string account = account_of(request);
  if (account.empty()) return {};
  // By hashes: what a stranger sends must not decide how much is remembered.
  CHECKED(limiter_.take(hash_of(call.address_prefix, account), kSignInRatePerAccountAndAddress));
  return limiter_.take(hash_of("account", account), kSignInRatePerAccount);
}

void Dispatcher::start(const std::shared_ptr<Running>& running) {
  const domain::Method& method = *running->method;
  if (method.query && !method.is_scan) return run_query(running);
  const bool prepares =
      method.prepare && (!method.needs_prepare || method.needs_prepare(*running->request));
  if (!method.query && !prepares) return submit(running);
  const Status queued = pool_.submit(
      [this, running] { running->method->query ? run_query(running) : prepare(running); });
  if (!queued) running->done(std::unexpected(queued.error()));
}

domain::Query Dispatcher::query_of(const storage::Reader& reader,
                                   const domain::Actor& actor) const {
  return {reader,          actor,   organisation_,
          clock_.now_ms(), folder_, serving_ == nullptr ? nullptr : serving_->load()};
}

void Dispatcher::run_query(const std::shared_ptr<Running>& running) {
  const auto reader = store_.snapshot();
  const domain::Query query = query_of(*reader, running->call.actor);
  auto reply = domain::run_query(*running->method, query, *running->request);
  if (!reply) return running->done(std::unexpected(std::move(reply).error()));
  Answer answer{encode(**reply, running->call.encoding), reader->seq(),
                running->method->reply->GetDescriptor(), nullptr};
  running->done(std::move(answer));
}

void Dispatcher::prepare(const std::shared_ptr<Running>& running) {
  const auto reader = store_.snapshot();
  const auto prepare = [&]() -> Result<std::string> {
    // The policy first: work in the pool is not for those who may not ask for it.
    TRY(const domain::Actor actor, domain::check_policy(*reader, organisation_, running->call.actor,
                                                        *running->method, *running->request));
    const domain::Query query = query_of(*reader, actor);
    return running->method->prepare(query, *running->request);
  };
  running->prepared = prepare();
  ++running->prepares;
  // A repeat of what is done already finds nothing left to prepare; the writer has its answer.
  if (running->prepared || !client_id_of(*running).empty()) return submit(running);
  running->done(std::unexpected(running->prepared.error()));
}

// Strangers have no space of their own for client ids.
std::string_view Dispatcher::client_id_of(const Running& running) {
  const bool is_kept = !running.method->is_secret && !running.call.actor.is_anonymous();
  return is_kept ? std::string_view(running.call.client_id) : std::string_view();
}

void Dispatcher::submit(const std::shared_ptr<Running>& running) {
  storage::Work work;
  work.person = running->call.actor.person;
  work.client_id = client_id_of(*running);
  if (!work.client_id.empty()) {
    // Of the decoded message, so that the two encodings of one request count as the same.
    work.request_hash = hash_of(running->call.method, running->request->SerializeAsString());
  }
  work.time_ms = clock_.now_ms();
  work.seed = Id::make(work.time_ms);
  work.run = [this, running](storage::Transaction& txn) -> Result<std::string> {
    if (!running->prepared) return std::unexpected(running->prepared.error());
    const domain::Command command{txn, running->call.actor, organisation_, *running->prepared};
    TRY(const auto reply, domain::run_command(*running->method, command, *running->request));
    return reply->SerializeAsString();
  };
  work.done = [this, running](Result<storage::Done> done) {
    if (!done && domain::is_prepare_again(done.error()) &&
        running->prepares < domain::kPreparesMax) {
      const Status queued = pool_.submit([this, running] { prepare(running); });
      return queued ? void() : running->done(std::unexpected(queued.error()));
    }
    if (!done) return running->done(std::unexpected(std::move(done).error()));
    Answer answer{{}, done->seq, running->method->reply->GetDescriptor(), nullptr};
    if (running->call.encoding == Encoding::kProto && !running->method->is_secret) {
      answer.payload = std::move(done->reply);
    } else {
      std::shared_ptr<google::protobuf::Message> message(running->method->reply->New());
      FIKA_CHECK(message->ParseFromString(done->reply));
      answer.payload = encode(*message, running->call.encoding);
      answer.message = std::move(message);
    }
    running->done(std::move(answer));
  };
  if (const Status queued = writer_.submit(std::move(work)); !queued) {
    running->done(std::unexpected(queued.error()));
  }
}

}  // namespace fika::rpc
