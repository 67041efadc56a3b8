// SPDX-License-Identifier: GPL-3.0-or-later
// One core's part of the live feed: which sessions receive which scope, and the delivery of commits
// to them. One Hub a network core; everything here runs on that core.
//
// Snapshot against live: an answer to Hello is read at some commit U. Publications reach the core
// in commit order and after they are durable, so one with seq <= U is in the answer already and is
// passed over for that session and scope, and one with seq > U has not been delivered yet. Nothing
// is missed, nothing comes twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "server/feed/catch_up.h"
#include "server/feed/publication.h"
#include "server/feed/session.h"
#include "storage/store.h"

namespace fika::feed {

struct HubConfig {
  Id organisation;
  FrameMaker make_frame;
  // A call that came over /sync; answered through Hub::reply with the session's id.
  std::function<void(std::uint64_t session, const domain::Actor& actor, v1::Call&& call)> call;
  CatchUpLimits limits = {};
  // Carries an ephemeral to all cores, this one included.
  std::function<void(storage::Scope scope, Id sender, Frame frame)> broadcast_ephemeral;
};

class Hub {
 public:
  // Store and clock outlive the hub.
  Hub(const storage::Store& store, const Clock& clock, HubConfig config);

  void publish(const Publication& publication);
  void deliver_ephemeral(const storage::Scope& scope, const Id& sender, const Frame& frame);
  void reply(std::uint64_t session, v1::Reply&& reply);  // nothing if it is gone
  // Lets sessions that fell behind and have drained catch up. Call about once a second.
  void revive();
  // Tells quiet sessions how far the log is, so that their cursors follow. Call now and then.
  void ping();
  // Asks all to come back at a random time up to `after_ms_max`.
  void announce_stop(std::uint32_t after_ms_max);
  std::size_t size() const { return sessions_.size(); }

  // For Session.
  void touched(Session& session) { touched_.push_back(&session); }
  std::uint64_t add(Session& session);
  void remove(Session& session);
  // The answer to Hello; the session then receives all that comes after it.
  Result<v1::ServerFrame> attach(Session& session, const v1::Hello& hello, std::uint64_t& upto);
  Result<v1::ServerFrame> watch(Session& session, const Id& root);
  void unwatch(Session& session, const Id& root);
  void type(Session& session, const Id& root);
  v1::Hello hello_of(const Session& session, std::uint64_t seq) const;
  const HubConfig& config() const { return config_; }
  const Clock& clock() const { return clock_; }

 private:
  struct Place {
    Session* session;
    std::uint64_t after_seq;  // commits up to here are in what the session was given
  };
  using Places = std::vector<Place>;

  void subscribe(Session& session, const storage::Scope& scope, std::uint64_t after_seq);
  void unsubscribe(Session& session, const storage::Scope& scope);
  void apply_access(const AccessChange& change, std::uint64_t seq);
  void end_sessions(const Publication& publication);
  bool concerns_watchers(const Publication& publication) const;
  void deliver_watched(const Publication& publication);
  void cut_off_watchers(const storage::Reader& reader, const storage::Scope& scope,
                        std::uint64_t seq);
  // Whether the session may not see the root any more; it is then told so and watches it no longer.
  bool drop_if_unseen(const storage::Reader& reader, Session& session, const Id& root,
                      const storage::Scope& scope, std::uint64_t seq);
  const storage::Store& store_;
  const Clock& clock_;
  const HubConfig config_;
  std::unordered_map<std::uint64_t, Session*> sessions_;
  std::unordered_map<Id, std::vector<Session*>> by_person_;
  std::unordered_map<storage::Scope, Places> by_scope_;
  std::unordered_map<Id, Places> by_watched_root_;
  std::vector<Session*> touched_;  // by the commit being delivered
  std::uint64_t delivered_seq_ = 0;
  std::uint64_t next_id_ = 1;
};

}  // namespace fika::feed
