// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/hub.h"

#include <algorithm>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/people.pb.h>
#include <utility>

#include "server/domain/visibility.h"
#include "server/feed/delta.h"
#include "storage/entities.h"

namespace fika::feed {
namespace {

constexpr std::size_t kPrefetch = 4;

bool run_on_the_spot(const std::function<void()>& work, const std::function<void()>& done) {
  work();
  done();
  return true;
}

}  // namespace

Hub::Hub(const storage::Store& store, const Clock& clock, HubConfig config)
    : store_(store),
      clock_(clock),
      config_(std::move(config)),
      answers_(
          config_.run_aside ? config_.run_aside : &run_on_the_spot,
          [this](const domain::Actor& actor, const v1::Hello& hello) {
            return build(actor, hello);
          },
          [this](const Asker& asker) { return is_wanted(asker); },
          [this](const Asker& asker, const v1::Hello& hello, const Answer& answer) {
            deliver_answer(asker, hello, answer);
          }) {}

std::uint64_t Hub::add(Session& session) {
  const std::uint64_t id = next_id_++;
  sessions_.emplace(id, &session);
  by_person_[session.actor().person].push_back(&session);
  return id;
}

void Hub::remove(Session& session) {
  while (!session.scopes.empty()) unsubscribe(session, session.scopes.back());
  while (!session.watches.empty()) unwatch(session, session.watches.back());
  sessions_.erase(session.id());
  const auto own = by_person_.find(session.actor().person);
  std::erase(own->second, &session);
  if (own->second.empty()) by_person_.erase(own);
  if (!session.stands.empty()) moved_.insert(session.actor().person);
}

void Hub::publish(const std::shared_ptr<const Publication>& publication) {
  const std::uint64_t seq = publication->seq;
  touched_.clear();
  let_in_.clear();
  interrupted_.clear();
  for (const storage::Scope& scope : publication->regranted) interrupt_holders(scope, seq);
  for (const AccessChange& change : publication->access) apply_access(change, seq);
  const ScopeFrame* crowd = deliver_but_crowd(*publication);
  if (!by_watched_root_.empty() && concerns_watchers(*publication)) deliver_watched(*publication);
  if (crowd != nullptr) deliver_crowd(*crowd, seq);
  finish_commit(seq);
  silence_signed_out(*publication);
  note_presence(*publication);
  delivered_seq_ = seq;
  recent_.add(publication);
  for (Session* session : std::exchange(let_in_, {})) session->catch_up_from(seq);
  for (Session* session : std::exchange(interrupted_, {})) session->catch_up();
}

// Delivers what concerns few, and leaves the scope with the most readers for last: most of them
// have nothing else in this commit and then take delta and commit in one go, each looked at once.
const ScopeFrame* Hub::deliver_but_crowd(const Publication& publication) {
  const ScopeFrame* crowd = nullptr;
  std::size_t crowd_size = 0;
  const auto deliver = [&](const ScopeFrame& frame) {
    for (Session* session : by_scope_.find(frame.scope)->second) {
      if (publication.seq > session->attached_seq) session->offer(frame, publication.seq);
    }
  };
  for (const ScopeFrame& frame : publication.scopes) {
    const auto places = by_scope_.find(frame.scope);
    if (places == by_scope_.end()) continue;
    if (crowd != nullptr && places->second.size() <= crowd_size) {
      deliver(frame);
      continue;
    }
    if (crowd != nullptr) deliver(*crowd);
    crowd = &frame;
    crowd_size = places->second.size();
  }
  return crowd;
}

void Hub::deliver_crowd(const ScopeFrame& frame, std::uint64_t seq) {
  const std::vector<Session*>& sessions = by_scope_.find(frame.scope)->second;
  // Whom the commit touches elsewhere too is mostly its author, who waits for the answer: first.
  for (Session* session : touched_) {
    const bool is_in = std::ranges::find(session->scopes, frame.scope) != session->scopes.end();
    if (is_in && seq > session->attached_seq) session->offer(frame, seq);
  }
  finish_commit(seq);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    // Thousands of sessions do not fit the processor's cache: the next ones are on their way to it
    // while this one is served.
    if (i + kPrefetch < sessions.size()) __builtin_prefetch(sessions[i + kPrefetch]);
    if (seq > sessions[i]->attached_seq) sessions[i]->offer_last(frame, seq);
  }
}

void Hub::finish_commit(std::uint64_t seq) {
  if (touched_.empty()) return;
  v1::ServerFrame commit;
  commit.mutable_commit()->set_seq(seq);
  const Frame frame = config_.make_frame(encode_small(commit));
  for (Session* session : touched_) session->finish_commit(seq, frame);
  touched_.clear();
}

void Hub::apply_access(const AccessChange& change, std::uint64_t seq) {
  const auto own = by_person_.find(change.person);
  if (own == by_person_.end()) return;
  for (Session* session : own->second) {
    const bool is_in = std::ranges::find(session->scopes, change.scope) != session->scopes.end();
    if (!session->is_live() || is_in == change.is_gained || seq <= session->attached_seq) continue;
    if (change.is_gained) {
      // What a scope holds can be much: it comes as an answer does, after this commit.
      let_in_.push_back(session);
      continue;
    }
    v1::ServerFrame frame;
    frame.mutable_revoked()->set_seq(seq);
    fill_scope(change.scope, *frame.mutable_revoked()->mutable_scope());
    // One that falls behind just here keeps its scopes as they were told to it, and learns the rest
    // when it catches up.
    if (session->offer_own(frame, seq)) unsubscribe(*session, change.scope);
  }
}

// They get nothing of this commit, so that their cursor stays before it: a client that loses its
// connection just here, too, is given the scope anew when it comes back.
void Hub::interrupt_holders(const storage::Scope& scope, std::uint64_t seq) {
  const auto places = by_scope_.find(scope);
  if (places == by_scope_.end()) return;
  for (Session* session : places->second) {
    if (!session->is_live() || seq <= session->attached_seq) continue;
    session->fall_behind();
    interrupted_.push_back(session);
  }
}

void Hub::silence_signed_out(const Publication& publication) {
  for (const std::string& hash : publication.ended_secrets) {
    for (const auto& [id, session] : sessions_) {
      if (session->actor().secret_hash != hash) continue;
      session->fall_silent();
      moved_.insert(session->actor().person);
      signed_out_.push_back(id);
    }
  }
}

void Hub::close_signed_out() {
  for (const std::uint64_t id : std::exchange(signed_out_, {})) {
    const auto found = sessions_.find(id);
    if (found != sessions_.end()) found->second->end(kCloseSignedOut, "signed out");
  }
}

void Hub::type(Session& session, const Id& root) {
  const auto reader = store_.snapshot();
  const auto relation = domain::relation_to(*reader, session.actor(), root);
  if (!relation || *relation < domain::Relation::kMember) return;
  const auto settings = storage::find<v1::PersonSettings>(*reader, session.actor().person);
  const auto organisation = storage::find<v1::Organisation>(*reader, config_.organisation);
  const bool is_off = !settings || !organisation || !*organisation ||
                      (*organisation)->typing_off() || (*settings && (*settings)->typing_off());
  const auto scope = storage::scope_of(*reader, root);
  if (is_off || !scope || !*scope) return;
  v1::ServerFrame frame;
  v1::Typing& typing = *frame.mutable_ephemeral()->mutable_typing();
  typing.set_root(std::string(root.bytes()));
  typing.set_person(std::string(session.actor().person.bytes()));
  config_.broadcast_ephemeral(**scope, session.actor().person,
                              config_.make_frame(encode_small(frame)));
}

void Hub::deliver_ephemeral(const storage::Scope& scope, const Id& sender, const Frame& frame) {
  constexpr std::size_t kReadersMax = 100;
  const auto places = by_scope_.find(scope);
  // In a crowd nobody looks who is typing.
  if (places == by_scope_.end() || places->second.size() > kReadersMax) return;
  for (Session* session : places->second) {
    if (session->actor().person != sender) session->offer_ephemeral(frame);
  }
}

void Hub::reply(std::uint64_t session, v1::Reply&& reply) {
  if (const auto found = sessions_.find(session); found != sessions_.end()) {
    found->second->reply(std::move(reply));
  }
}

void Hub::revive() {
  close_signed_out();
  answers_.start();
  for (const auto& [id, session] : sessions_) session->on_drained();
}

void Hub::ping() {
  for (const auto& [id, session] : sessions_) session->ping(delivered_seq_);
}

void Hub::announce_stop(std::uint32_t after_ms_max) {
  v1::ServerFrame frame;
  frame.mutable_reconnect()->set_after_ms_max(after_ms_max);
  const Frame encoded = config_.make_frame(encode_small(frame));
  for (const auto& [id, session] : sessions_) session->offer_ephemeral(encoded);
}

}  // namespace fika::feed
