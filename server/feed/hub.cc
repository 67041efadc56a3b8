// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/hub.h"

#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/organisation_setup.h"
#include "server/domain/registry/registry.h"
#include "server/domain/run.h"
#include "server/domain/scopes.h"
#include "server/feed/delta.h"
#include "storage/change_log.h"

namespace fika::feed {

Hub::Hub(const storage::Store& store, const Clock& clock, HubConfig config)
    : store_(store), clock_(clock), config_(std::move(config)) {}

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
}

void Hub::subscribe(Session& session, const storage::Scope& scope, std::uint64_t after_seq) {
  by_scope_[scope].push_back({&session, after_seq});
  session.scopes.push_back(scope);
}

void Hub::unsubscribe(Session& session, const storage::Scope& scope) {
  std::erase(session.scopes, scope);
  const auto places = by_scope_.find(scope);
  if (places == by_scope_.end()) return;
  std::erase_if(places->second, [&](const Place& place) { return place.session == &session; });
  if (places->second.empty()) by_scope_.erase(places);
}

v1::Hello Hub::hello_of(const Session& session, std::uint64_t seq) const {
  v1::Hello hello;
  hello.mutable_cursor()->set_epoch(store_.epoch());
  hello.mutable_cursor()->set_seq(seq);
  for (const storage::Scope& scope : session.scopes) fill_scope(scope, *hello.add_held());
  return hello;
}

Result<v1::ServerFrame> Hub::attach(Session& session, const v1::Hello& hello, std::uint64_t& upto) {
  const auto reader = store_.snapshot();
  TRY(const domain::Actor actor,
      domain::present_actor(*reader, config_.organisation, session.actor()));
  const domain::Query query{*reader, actor, config_.organisation, clock_.now_ms()};
  TRY(v1::ServerFrame answer,
      catch_up(query, {store_.epoch(), store_.floor()}, hello, config_.limits));
  TRY(const auto subscribed, domain::subscriptions_of(*reader, actor.person));
  while (!session.scopes.empty()) unsubscribe(session, session.scopes.back());
  for (const auto& [scope, since] : subscribed) subscribe(session, scope, reader->seq());
  upto = reader->seq();
  session.attached_seq = upto;
  return answer;
}

void Hub::publish(const Publication& publication) {
  touched_.clear();
  for (const AccessChange& change : publication.access) apply_access(change, publication.seq);
  for (const ScopeFrame& frame : publication.scopes) {
    const auto places = by_scope_.find(frame.scope);
    if (places == by_scope_.end()) continue;
    for (const Place& place : places->second) {
      if (publication.seq > place.after_seq) place.session->offer(frame, publication.seq);
    }
  }
  if (!by_watched_root_.empty() && concerns_watchers(publication)) deliver_watched(publication);
  if (!touched_.empty()) {
    v1::ServerFrame commit;
    commit.mutable_commit()->set_seq(publication.seq);
    const Frame frame = config_.make_frame(encode_small(commit));
    for (Session* session : touched_) session->finish_commit(publication.seq, frame);
  }
  end_sessions(publication);
  delivered_seq_ = publication.seq;
}

void Hub::apply_access(const AccessChange& change, std::uint64_t seq) {
  const auto own = by_person_.find(change.person);
  if (own == by_person_.end()) return;
  for (Session* session : own->second) {
    const bool is_in = std::ranges::find(session->scopes, change.scope) != session->scopes.end();
    if (!session->is_live() || is_in == change.is_gained || seq <= session->attached_seq) continue;
    v1::ServerFrame frame;
    std::uint64_t after_seq = seq;
    if (change.is_gained) {
      // It may have been taken away again meanwhile: what is shown is decided as of now.
      const auto reader = store_.snapshot();
      const auto holds = domain::is_subscribed(*reader, change.person, change.scope);
      const auto actor = domain::present_actor(*reader, config_.organisation, session->actor());
      google::protobuf::RepeatedPtrField<v1::Snapshot> snapshots;
      if (holds && !*holds) continue;
      if (!holds || !actor) {
        session->fall_behind();
        continue;
      }
      const domain::Query query{*reader, *actor, config_.organisation, clock_.now_ms()};
      if (!add_snapshots(query, {change.scope}, snapshots)) {
        session->fall_behind();
        continue;
      }
      after_seq = reader->seq();
      frame.mutable_granted()->set_seq(after_seq);
      *frame.mutable_granted()->mutable_snapshot() = std::move(*snapshots.Mutable(0));
    } else {
      frame.mutable_revoked()->set_seq(seq);
      fill_scope(change.scope, *frame.mutable_revoked()->mutable_scope());
    }
    // One that falls behind just here keeps its scopes as they were told to it, and learns the rest
    // when it catches up.
    if (!session->offer_own(frame, seq)) continue;
    change.is_gained ? subscribe(*session, change.scope, after_seq)
                     : unsubscribe(*session, change.scope);
  }
}

void Hub::end_sessions(const Publication& publication) {
  for (const std::string& hash : publication.ended_secrets) {
    for (const auto& [id, session] : sessions_) {
      if (session->actor().secret_hash == hash) session->end(kCloseSignedOut, "signed out");
    }
  }
}

Result<v1::ServerFrame> Hub::watch(Session& session, const Id& root) {
  unwatch(session, root);
  const auto reader = store_.snapshot();
  v1::ServerFrame frame;
  v1::Watching& watching = *frame.mutable_watching();
  watching.set_root(std::string(root.bytes()));
  watching.set_seq(reader->seq());
  TRY(const domain::Actor actor,
      domain::present_actor(*reader, config_.organisation, session.actor()));
  TRY(const domain::Relation relation, domain::relation_to(*reader, actor, root));
  // Absent and forbidden look alike: a Watching without anything in it.
  if (relation < domain::Relation::kSees) return frame;
  v1::Snapshot state;
  domain::SnapshotBuilder builder(*reader);
  builder.begin(state);
  CHECKED(builder.add<v1::Thread>(root));
  CHECKED(builder.add<v1::Head>(root));
  *watching.mutable_puts() = std::move(*state.mutable_puts());
  by_watched_root_[root].push_back({&session, reader->seq()});
  session.watches.push_back(root);
  return frame;
}

void Hub::unwatch(Session& session, const Id& root) {
  std::erase(session.watches, root);
  const auto places = by_watched_root_.find(root);
  if (places == by_watched_root_.end()) return;
  std::erase_if(places->second, [&](const Place& place) { return place.session == &session; });
  if (places->second.empty()) by_watched_root_.erase(places);
}

// Openness decides about all that is watched in a community, whether it changes just now or not.
void Hub::cut_off_watchers(const storage::Reader& reader, const storage::Scope& scope,
                           std::uint64_t seq) {
  std::vector<Id> roots;
  for (const auto& [root, places] : by_watched_root_) {
    const auto present = storage::scope_of(reader, root);
    if (present && *present == scope) roots.push_back(root);
  }
  for (const Id& root : roots) {
    const Places places = by_watched_root_[root];
    for (const Place& place : places) drop_if_unseen(reader, *place.session, root, scope, seq);
  }
}

bool Hub::drop_if_unseen(const storage::Reader& reader, Session& session, const Id& root,
                         const storage::Scope& scope, std::uint64_t seq) {
  const auto actor = domain::present_actor(reader, config_.organisation, session.actor());
  const auto relation =
      actor ? domain::relation_to(reader, *actor, root) : Result<domain::Relation>{};
  if (actor && relation && *relation >= domain::Relation::kSees) return false;
  v1::ServerFrame gone;
  v1::Delta& delta = *gone.mutable_delta();
  fill_scope(scope, *delta.mutable_scope());
  delta.set_watched_root(std::string(root.bytes()));
  delta.set_seq(seq);
  delta.add_left(delta.watched_root());
  session.offer_own(gone, seq);
  unwatch(session, root);
  return true;
}

bool Hub::concerns_watchers(const Publication& publication) const {
  const std::uint32_t community = storage::entity_type<v1::Community>().kind();
  for (const storage::ScopeChanges& changes : publication.summary.scopes) {
    for (const storage::Change& change : changes.changes) {
      if (change.entity_kind == community || by_watched_root_.contains(change.root)) return true;
    }
  }
  return false;
}

void Hub::deliver_watched(const Publication& publication) {
  const auto reader = store_.snapshot();
  for (const storage::ScopeChanges& changes : publication.summary.scopes) {
    std::unordered_map<Id, v1::ServerFrame> frames;
    for (const storage::Change& change : changes.changes) {
      if (!by_watched_root_.contains(change.root)) continue;
      v1::Delta& delta = *frames[change.root].mutable_delta();
      add_change(change, publication.seq, delta);
    }
    for (auto& [root, frame] : frames) {
      v1::Delta& delta = *frame.mutable_delta();
      fill_scope(changes.scope, *delta.mutable_scope());
      delta.set_watched_root(std::string(root.bytes()));
      delta.set_seq(publication.seq);
      const auto prev = storage::root_head(*reader, root, publication.seq - 1);
      delta.set_prev(prev.value_or(0));
      const Frame encoded = config_.make_frame(encode(frame));
      const Places places = by_watched_root_[root];
      for (const Place& place : places) {
        if (publication.seq <= place.after_seq) continue;
        // Those who follow the scope have it from there.
        if (std::ranges::find(place.session->scopes, changes.scope) !=
            place.session->scopes.end()) {
          continue;
        }
        if (!drop_if_unseen(*reader, *place.session, root, changes.scope, publication.seq)) {
          place.session->offer_own(encoded, publication.seq);
        }
      }
    }
    const auto is_community = [](const storage::Change& change) {
      return change.entity_kind == storage::entity_type<v1::Community>().kind();
    };
    if (std::ranges::any_of(changes.changes, is_community)) {
      cut_off_watchers(*reader, changes.scope, publication.seq);
    }
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
  for (const Place& place : places->second) {
    if (place.session->actor().person != sender) place.session->offer_ephemeral(frame);
  }
}

void Hub::reply(std::uint64_t session, v1::Reply&& reply) {
  if (const auto found = sessions_.find(session); found != sessions_.end()) {
    found->second->reply(std::move(reply));
  }
}

void Hub::revive() {
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
