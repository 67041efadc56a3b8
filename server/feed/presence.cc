// SPDX-License-Identifier: GPL-3.0-or-later
// The hub's part for here-now: keeps where its people stand, tells the other cores about once a
// second what moved, and each session at most every few seconds who came and went. Bounded work a
// turn; who is late is told a turn later.
#include <algorithm>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/people.pb.h>
#include <iterator>
#include <utility>

#include "server/feed/hub.h"
#include "storage/entities.h"

namespace fika::feed {
namespace {

using storage::Scope;

constexpr std::int64_t kTellEveryMs = 5'000;
constexpr std::size_t kToldPerTurnMax = 500;
constexpr std::size_t kReadPerTurnMax = 200;

std::vector<Id> without(const std::vector<Id>& from, const std::vector<Id>& these) {
  std::vector<Id> rest;
  std::ranges::set_difference(from, these, std::back_inserter(rest));
  return rest;
}

}  // namespace

void Hub::stand(Session& session, std::vector<Scope> scopes) {
  if (session.stands == scopes) return;
  session.stands = std::move(scopes);
  moved_.insert(session.actor().person);
  tell_later(session);
}

void Hub::stand_no_longer(Session& session, const Scope& scope) {
  std::vector<Scope> rest = session.stands;
  std::erase(rest, scope);
  stand(session, std::move(rest));
}

void Hub::tell_later(Session& session) {
  if (session.is_here_due) return;
  session.is_here_due = true;
  here_due_.push_back(session.id());
}

void Hub::note_presence(const Publication& publication) {
  for (const AccessChange& change : publication.access) {
    if (change.is_gained) {
      leave_if_crowded(change.scope);
    } else if (const auto own = by_person_.find(change.person); own != by_person_.end()) {
      for (Session* session : own->second) stand_no_longer(*session, change.scope);
    }
  }
  for (const storage::ScopeChanges& changes : publication.summary.scopes) note_settings(changes);
}

void Hub::leave_if_crowded(const Scope& scope) {
  const auto sessions = by_scope_.find(scope);
  if (sessions == by_scope_.end() || !here_.has_anybody_in(scope)) return;
  const auto counts = is_small(*store_.snapshot(), scope);
  if (counts && *counts) return;
  for (Session* session : sessions->second) stand_no_longer(*session, scope);
}

void Hub::note_settings(const storage::ScopeChanges& changes) {
  if (changes.scope.kind != v1::SCOPE_KIND_PERSON) return;
  const auto own = by_person_.find(changes.scope.id);
  if (own == by_person_.end()) return;
  for (const storage::Change& change : changes.changes) {
    v1::PersonSettings settings;
    if (change.entity_kind != storage::entity_type<v1::PersonSettings>().kind() ||
        !settings.ParseFromString(change.body)) {
      continue;
    }
    // Off at once; on when there is time to look where that is.
    unsure_.erase(own->first);
    if (!settings.here_now_off()) {
      unsure_.insert(own->first);
      continue;
    }
    for (Session* session : own->second) stand(*session, {});
  }
}

void Hub::tend_here() {
  const auto reader = store_.snapshot();
  const auto organisation = storage::find<v1::Organisation>(*reader, config_.organisation);
  const bool is_off = !organisation || !*organisation || (*organisation)->here_now_off();
  if (std::exchange(is_here_off_, is_off) != is_off) {
    for (const auto& [id, session] : sessions_) {
      if (session->stands.empty()) continue;
      moved_.insert(session->actor().person);
      tell_later(*session);
    }
  }
  for (std::size_t read = 0; !unsure_.empty() && read < kReadPerTurnMax; ++read) {
    const Id person = unsure_.extract(unsure_.begin()).value();
    const auto own = by_person_.find(person);
    if (own == by_person_.end()) continue;
    for (Session* session : own->second) {
      stand(*session, standing_of(*reader, person, session->scopes).value_or(std::vector<Scope>{}));
    }
  }
  send_standings();
  tell_who_is_here();
}

std::vector<Scope> Hub::present_standing(const Id& person) const {
  std::vector<Scope> all;
  const auto own = by_person_.find(person);
  if (own == by_person_.end() || is_here_off_) return all;
  for (const Session* session : own->second) {
    if (session->is_over()) continue;
    all.insert(all.end(), session->stands.begin(), session->stands.end());
  }
  std::ranges::sort(all);
  const auto same = std::ranges::unique(all);
  all.erase(same.begin(), same.end());
  return all;
}

void Hub::send_standings() {
  auto standings = std::make_shared<std::vector<Standing>>();
  for (const Id& person : std::exchange(moved_, {})) {
    std::vector<Scope> present = present_standing(person);
    const auto told = told_standings_.find(person);
    if (told == told_standings_.end() ? present.empty() : told->second == present) continue;
    if (present.empty()) {
      told_standings_.erase(told);
    } else {
      told_standings_[person] = present;
    }
    standings->push_back({config_.core, person, std::move(present)});
  }
  if (standings->empty()) return;
  config_.broadcast_standings ? config_.broadcast_standings(standings) : take(standings);
}

void Hub::take(const Standings& standings) {
  for (const Standing& standing : *standings) {
    for (const Scope& scope : here_.take(standing)) {
      const auto sessions = by_scope_.find(scope);
      if (sessions == by_scope_.end()) continue;
      for (Session* session : sessions->second) tell_later(*session);
    }
  }
}

void Hub::tell_who_is_here() {
  const std::int64_t now_ms = clock_.now_ms();
  for (std::size_t left = std::min(here_due_.size(), kToldPerTurnMax); left > 0; --left) {
    const std::uint64_t id = here_due_.front();
    here_due_.pop_front();
    const auto found = sessions_.find(id);
    if (found == sessions_.end() || found->second->is_over()) continue;
    Session& session = *found->second;
    session.is_here_due = false;
    const bool is_too_soon = std::abs(now_ms - session.told_here_ms) < kTellEveryMs;
    if (is_too_soon || !tell_who_is_here(session)) tell_later(session);
  }
}

bool Hub::tell_who_is_here(Session& session) {
  std::vector<Id> here;
  if (!is_here_off_) here = here_.people_in(session.stands, session.actor().person);
  if (here == session.told_here) return true;
  v1::ServerFrame frame;
  v1::HereNow& change = *frame.mutable_ephemeral()->mutable_here_now();
  for (const Id& id : without(here, session.told_here)) change.add_people(std::string(id.bytes()));
  for (const Id& id : without(session.told_here, here)) change.add_gone(std::string(id.bytes()));
  if (!session.offer_ephemeral(config_.make_frame(encode_small(frame)))) return false;
  session.told_here = std::move(here);
  session.told_here_ms = clock_.now_ms();
  return true;
}

}  // namespace fika::feed
