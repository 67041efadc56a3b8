// SPDX-License-Identifier: GPL-3.0-or-later
// One core's part of the live feed: which sessions receive which scope, and the delivery of commits
// to them. One Hub a network core; everything here runs on that core.
//
// Snapshot against live: an answer to Hello is read at some commit U, away from this core.
// Publications reach the core in commit order and after they are durable. When the answer comes
// back, those after U that were delivered meanwhile are offered to the session from a short memory,
// and those up to U that have not come yet are passed over for it. Where the memory is too short,
// access was taken from the person since U, or a scope of theirs grew by more than its commits
// tell, the answer is built again. Nothing is missed,
// nothing comes twice, and nobody is shown what was taken from them.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "server/feed/answer_queue.h"
#include "server/feed/catch_up.h"
#include "server/feed/here_now.h"
#include "server/feed/publication.h"
#include "server/feed/recent.h"
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
  // For building answers. Unset: on the spot.
  RunAside run_aside = {};
  // Which core this is, and what carries its people's standings to all cores, this one included.
  // Unset: there is no other.
  std::size_t core = 0;
  std::function<void(const Standings& standings)> broadcast_standings = {};
};

class Hub {
 public:
  // Store and clock outlive the hub.
  Hub(const storage::Store& store, const Clock& clock, HubConfig config);

  void publish(const std::shared_ptr<const Publication>& publication);
  // Closes the sessions whose sign-in ended. After the replies that came with the commit, so that
  // who signs out hears that it worked.
  void close_signed_out();
  void deliver_ephemeral(const storage::Scope& scope, const Id& sender, const Frame& frame);
  void reply(std::uint64_t session, v1::Reply&& reply);  // nothing if it is gone
  // Lets sessions that fell behind and have drained catch up. Call about once a second.
  void revive();
  // Who came and went. Call about once a second.
  void tend_here();
  void take(const Standings& standings);
  // Tells quiet sessions how far the log is, so that their cursors follow. Call now and then.
  void ping();
  // Asks all to come back at a random time up to `after_ms_max`.
  void announce_stop(std::uint32_t after_ms_max);
  std::size_t size() const { return sessions_.size(); }

  // For Session.
  void touched(Session& session) { touched_.push_back(&session); }
  std::uint64_t add(Session& session);
  void remove(Session& session);
  // Has the answer to Hello built; the session then takes it, and receives all that comes after.
  // False when there is no room for more.
  bool ask(Session& session, const v1::Hello& hello);
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

  // attaching.cc
  Answer build(const domain::Actor& actor, const v1::Hello& hello) const;  // any thread
  Result<Answer> try_build(const domain::Actor& actor, const v1::Hello& hello) const;
  bool is_wanted(const Asker& asker) const;
  void deliver_answer(const Asker& asker, const v1::Hello& hello, const Answer& answer);
  bool is_out_of_date(const Session& session, const Answer& answer) const;
  void attach(Session& session, const Answer& answer);
  void replay(Session& session, const Publication& publication);
  void subscribe_to(Session& session, const std::vector<storage::Scope>& scopes);
  void subscribe(Session& session, const storage::Scope& scope);
  void unsubscribe(Session& session, const storage::Scope& scope);

  void finish_commit(std::uint64_t seq);
  // The frame of the scope with the most readers, which is left for deliver_crowd; null for none.
  const ScopeFrame* deliver_but_crowd(const Publication& publication);
  void deliver_crowd(const ScopeFrame& frame, std::uint64_t seq);
  void apply_access(const AccessChange& change, std::uint64_t seq);
  void interrupt_holders(const storage::Scope& scope, std::uint64_t seq);
  void silence_signed_out(const Publication& publication);

  // watching.cc
  bool concerns_watchers(const Publication& publication) const;
  void deliver_watched(const Publication& publication);
  void cut_off_watchers(const storage::Reader& reader, const storage::Scope& scope,
                        std::uint64_t seq);
  // Whether the session may not see the root any more; it is then told so and watches it no longer.
  bool drop_if_unseen(const storage::Reader& reader, Session& session, const Id& root,
                      const storage::Scope& scope, std::uint64_t seq);

  // presence.cc
  void stand(Session& session, std::vector<storage::Scope> scopes);
  void stand_no_longer(Session& session, const storage::Scope& scope);
  void tell_later(Session& session);
  void note_presence(const Publication& publication);
  void note_settings(const storage::ScopeChanges& changes);
  void leave_if_crowded(const storage::Scope& scope);
  std::vector<storage::Scope> present_standing(const Id& person) const;
  void send_standings();
  void tell_who_is_here();
  bool tell_who_is_here(Session& session);  // false if it takes nothing now

  const storage::Store& store_;
  const Clock& clock_;
  const HubConfig config_;
  std::unordered_map<std::uint64_t, Session*> sessions_;
  std::unordered_map<Id, std::vector<Session*>> by_person_;
  std::unordered_map<storage::Scope, std::vector<Session*>> by_scope_;
  std::unordered_map<Id, Places> by_watched_root_;
  std::vector<Session*> touched_;      // by the commit being delivered
  std::vector<Session*> let_in_;       // to a scope, by the commit being delivered
  std::vector<Session*> interrupted_;  // by the commit being delivered
  std::vector<std::uint64_t> signed_out_;
  RecentPublications recent_;
  AnswerQueue answers_;
  HereNow here_;
  bool is_here_off_ = false;            // by the organisation
  std::unordered_set<Id> moved_;        // perhaps: their standing is compared with what was told
  std::unordered_set<Id> unsure_;       // their standing is read again
  std::deque<std::uint64_t> here_due_;  // sessions to whom somebody may have come or gone
  std::unordered_map<Id, std::vector<storage::Scope>> told_standings_;
  std::uint64_t delivered_seq_ = 0;
  std::uint64_t next_id_ = 1;
  std::uint64_t next_ticket_ = 1;
};

}  // namespace fika::feed
