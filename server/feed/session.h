// SPDX-License-Identifier: GPL-3.0-or-later
// One client on /sync, without its socket: what it may be sent, and where it stands. Lives on one
// core's Hub. The log is the queue: a client that falls behind is marked, and when it has drained
// it gets one answer built for it, as if it had said Hello. While an answer is being built, which
// happens away from the core, it takes nothing live.
#pragma once

#include <cstdint>
#include <fika/v1/sync.pb.h>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "server/domain/actor.h"
#include "server/feed/publication.h"
#include "storage/keys.h"

namespace fika::feed {

class Hub;

// The way out of a session; the socket in the server, a list of frames in tests.
class Outlet {
 public:
  virtual ~Outlet() = default;
  virtual void send(Frame frame) = 0;
  virtual std::size_t waiting_bytes() const = 0;
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
};

// WebSocket close codes of Fika's own.
inline constexpr std::uint16_t kCloseSignedOut = 4401;
inline constexpr std::uint16_t kCloseMalformed = 4400;
inline constexpr std::uint16_t kClosePolicy = 1008;    // of RFC 6455
inline constexpr std::uint16_t kCloseInternal = 1011;  // of RFC 6455
inline constexpr std::uint16_t kCloseTryAgain = 1013;  // registered with IANA

class Session {
 public:
  static constexpr std::size_t kWaitingBytesMax = 256 << 10;
  static constexpr std::size_t kWatchesMax = 16;
  static constexpr std::size_t kCallsInFlightMax = 32;
  // Answers that were out of date when they came, in a row.
  static constexpr std::uint8_t kRebuildsMax = 3;

  // Hub and outlet outlive the session. Hub's core only.
  Session(Hub& hub, Outlet& outlet, domain::Actor actor);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void on_message(std::string_view payload);
  void on_drained();

  // From the hub, in commit order.
  void offer(const ScopeFrame& frame, std::uint64_t seq);
  // The same for the commit's last frame, which ends the commit: for who has nothing else in it.
  void offer_last(const ScopeFrame& frame, std::uint64_t seq);
  // Revoked, watched roots. False if the session takes nothing now.
  bool offer_own(const v1::ServerFrame& frame, std::uint64_t seq);
  bool offer_own(const Frame& frame, std::uint64_t seq);
  void finish_commit(std::uint64_t seq, const Frame& commit_frame);
  void ping(std::uint64_t head);
  bool offer_ephemeral(const Frame& frame);  // false if it was left out
  void reply(v1::Reply&& reply);
  // Everything up to `seq` has been offered; what the person was let into there comes as an answer.
  void catch_up_from(std::uint64_t seq);
  // Takes nothing live from here on; all since what it was sent last comes as an answer, asked for
  // by catch_up().
  void fall_behind();
  void catch_up();
  // The answer asked for, as of `upto`; live from here on. What was delivered since is offered
  // before answer_watches().
  void take_answer(const Frame& frame, std::uint64_t upto);
  void answer_watches();
  // Whether an answer that came out of date may be built once more. Counts.
  bool may_rebuild() { return ++rebuilds_ <= kRebuildsMax; }
  // There is no answer to be had now: it is asked for again in a while, by the client if it was the
  // client's question.
  void give_up();
  // Takes and sends nothing more, except the replies to its calls; end() closes it.
  void fall_silent() { stage_ = Stage::kEnded; }
  void end(std::uint16_t code, std::string_view reason);

  const domain::Actor& actor() const { return actor_; }
  std::uint64_t id() const { return id_; }
  bool is_live() const { return stage_ == Stage::kLive; }
  bool is_over() const { return stage_ == Stage::kEnded; }
  bool is_waiting_for(std::uint64_t answer) const {
    return stage_ == Stage::kCatchingUp && ticket == answer;
  }

  // The scopes it is subscribed to; kept by the hub.
  std::vector<storage::Scope> scopes;
  std::vector<Id> watches;
  // The commit of the last answer: all that happened up to there is in it. Kept by the hub.
  std::uint64_t attached_seq = 0;
  // Names the answer it waits for; one to an earlier question comes too late. Kept by the hub.
  std::uint64_t ticket = 0;
  // Here-now: where its person stands, who it has been told is here, both sorted. Kept by the hub.
  std::vector<storage::Scope> stands;
  std::vector<Id> told_here;
  std::int64_t told_here_ms = 0;
  bool is_here_due = false;

 private:
  enum class Stage : std::uint8_t {
    kSilent,      // has not said Hello
    kCatchingUp,  // an answer is being built
    kLive,
    kBehind,  // an answer will be asked for when its socket has drained and there is room
    kEnded,
  };
  void hello(const v1::Hello& hello);
  void ask();
  void turn_away();
  void call(v1::Call&& call);
  void watch(const v1::Watch& watch);
  void watch_root(const Id& root);
  void ephemeral(const v1::Ephemeral& ephemeral);
  void malformed(std::string_view why);
  bool is_too_often(int cost);
  void send_ping(std::uint64_t head);
  bool has_room();
  bool make_room(std::uint64_t seq);
  void flush_held();

  Hub& hub_;
  Outlet& outlet_;
  const domain::Actor actor_;
  const std::uint64_t id_;
  Stage stage_ = Stage::kSilent;
  bool is_unasked_ = false;  // the answer that it waits for
  std::uint8_t rebuilds_ = 0;
  std::uint16_t calls_in_flight_ = 0;
  std::uint64_t sent_seq_ = 0;  // everything up to here has been handed to the outlet
  std::uint64_t touched_seq_ = 0;
  std::int64_t last_typing_ms_ = 0;
  std::int64_t asked_since_ms_ = 0;
  int asked_ = 0;                // what Hello and Watch have cost since then
  std::vector<Id> watch_later_;  // asked for while an answer was being built: answered after it
  const ScopeFrame* held_ =
      nullptr;  // the commit's first frame, until it is known whether more come
};

}  // namespace fika::feed
