// SPDX-License-Identifier: GPL-3.0-or-later
// The hub's part for roots on screen that are not followed.
#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/run.h"
#include "server/domain/snapshot.h"
#include "server/domain/visibility.h"
#include "server/feed/delta.h"
#include "server/feed/hub.h"
#include "storage/change_log.h"

namespace fika::feed {

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
  CHECKED(builder.add<v1::Page>(root));
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

}  // namespace fika::feed
