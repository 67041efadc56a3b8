// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/session.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "server/feed/hub.h"

namespace fika::feed {
namespace {
constexpr std::int64_t kTypingEveryMs = 2'000;
// Each Hello may cost a bootstrap. More than this in the time means that something is wrong there.
constexpr std::int64_t kAskingWindowMs = 10'000;
constexpr int kAskedMax = 200;
constexpr int kHelloCost = 10;
constexpr std::uint32_t kTurnedAwayMsMax = 5'000;
}  // namespace

Session::Session(Hub& hub, Outlet& outlet, domain::Actor actor)
    : hub_(hub), outlet_(outlet), actor_(std::move(actor)), id_(hub.add(*this)) {}

Session::~Session() { hub_.remove(*this); }

void Session::on_message(std::string_view payload) {
  if (stage_ == Stage::kEnded) return;
  v1::ClientFrame frame;
  if (!frame.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
    return malformed("the frame is no ClientFrame");
  }
  switch (frame.frame_case()) {
    case v1::ClientFrame::kHello:
      if (is_too_often(kHelloCost)) return end(kClosePolicy, "asks too often");
      return hello(frame.hello());
    case v1::ClientFrame::kCall:
      return call(std::move(*frame.mutable_call()));
    case v1::ClientFrame::kWatch:
      return watch(frame.watch());
    case v1::ClientFrame::kEphemeral:
      return ephemeral(frame.ephemeral());
    case v1::ClientFrame::kPong:
      return;
    case v1::ClientFrame::FRAME_NOT_SET:
      return malformed("the frame is empty");
  }
}

void Session::hello(const v1::Hello& hello) {
  stage_ = Stage::kCatchingUp;
  is_unasked_ = false;
  rebuilds_ = 0;
  if (!hub_.ask(*this, hello)) turn_away();
}

// Everything up to sent_seq_ went out; the rest as one answer, as of now.
void Session::ask() {
  stage_ = Stage::kCatchingUp;
  is_unasked_ = true;
  rebuilds_ = 0;
  if (!hub_.ask(*this, hub_.hello_of(*this, sent_seq_))) stage_ = Stage::kBehind;
}

void Session::catch_up_from(std::uint64_t seq) {
  if (!is_live()) return;
  if (sent_seq_ < seq) send_ping(seq);
  fall_behind();
  catch_up();
}

void Session::fall_behind() {
  if (is_live()) stage_ = Stage::kBehind;
}

void Session::catch_up() {
  if (stage_ == Stage::kBehind && outlet_.waiting_bytes() <= kWaitingBytesMax) ask();
}

void Session::take_answer(const Frame& frame, std::uint64_t upto) {
  stage_ = Stage::kLive;
  sent_seq_ = upto;
  touched_seq_ = 0;
  outlet_.send(frame);
}

void Session::answer_watches() {
  for (const Id& root : std::exchange(watch_later_, {})) watch_root(root);
}

void Session::give_up() {
  if (!is_unasked_) return turn_away();
  stage_ = Stage::kBehind;
}

void Session::turn_away() {
  v1::ServerFrame frame;
  frame.mutable_reconnect()->set_after_ms_max(kTurnedAwayMsMax);
  outlet_.send(hub_.config().make_frame(encode_small(frame)));
  end(kCloseTryAgain, "busy, try again");
}

void Session::end(std::uint16_t code, std::string_view reason) {
  stage_ = Stage::kEnded;
  outlet_.close(code, reason);
}

void Session::call(v1::Call&& call) {
  if (calls_in_flight_ >= kCallsInFlightMax) {
    v1::Reply refused;
    refused.set_id(call.id());
    refused.mutable_error()->set_code("resource_exhausted");
    refused.mutable_error()->set_message("Too many calls at once. Wait for answers first.");
    ++calls_in_flight_;
    return reply(std::move(refused));
  }
  ++calls_in_flight_;
  hub_.config().call(id_, actor_, std::move(call));
}

void Session::reply(v1::Reply&& reply) {
  FIKA_CHECK(calls_in_flight_ > 0);
  --calls_in_flight_;
  v1::ServerFrame frame;
  *frame.mutable_reply() = std::move(reply);
  outlet_.send(hub_.config().make_frame(encode(frame)));
}

void Session::watch(const v1::Watch& watch) {
  if (is_too_often(1)) return end(kClosePolicy, "asks too often");
  if (watch.root().size() != 16) return malformed("a watched root is 16 bytes");
  const Id root = Id::from_bytes(watch.root());
  std::erase(watch_later_, root);
  if (watch.stop()) return hub_.unwatch(*this, root);
  if (stage_ != Stage::kCatchingUp) return watch_root(root);
  if (watch_later_.size() >= kWatchesMax) watch_later_.erase(watch_later_.begin());
  watch_later_.push_back(root);
}

void Session::watch_root(const Id& root) {
  if (watches.size() >= kWatchesMax && std::ranges::find(watches, root) == watches.end()) {
    hub_.unwatch(*this, watches.front());
  }
  auto answer = hub_.watch(*this, root);
  if (!answer) return end(kCloseInternal, "cannot read");
  outlet_.send(hub_.config().make_frame(encode(*answer)));
}

void Session::ephemeral(const v1::Ephemeral& ephemeral) {
  if (!ephemeral.has_typing() || ephemeral.typing().root().size() != 16) {
    return malformed("only typing can be told");
  }
  if (hub_.clock().now_ms() - last_typing_ms_ < kTypingEveryMs) return;
  last_typing_ms_ = hub_.clock().now_ms();
  hub_.type(*this, Id::from_bytes(ephemeral.typing().root()));
}

bool Session::is_too_often(int cost) {
  const std::int64_t now_ms = hub_.clock().now_ms();
  if (now_ms - asked_since_ms_ > kAskingWindowMs) {
    asked_since_ms_ = now_ms;
    asked_ = 0;
  }
  asked_ += cost;
  return asked_ > kAskedMax;
}

void Session::malformed(std::string_view why) { end(kCloseMalformed, why); }

bool Session::has_room() {
  if (!is_live()) return false;
  if (outlet_.waiting_bytes() <= kWaitingBytesMax) return true;
  stage_ = Stage::kBehind;
  return false;
}

bool Session::make_room(std::uint64_t seq) {
  if (touched_seq_ == seq && is_live()) return true;
  if (!has_room()) return false;
  touched_seq_ = seq;
  hub_.touched(*this);
  return true;
}

void Session::flush_held() {
  if (held_ != nullptr) outlet_.send(held_->delta);
  held_ = nullptr;
}

void Session::offer(const ScopeFrame& frame, std::uint64_t seq) {
  if (!make_room(seq)) return;
  flush_held();
  held_ = &frame;
}

void Session::offer_last(const ScopeFrame& frame, std::uint64_t seq) {
  if (touched_seq_ == seq || !has_room()) return;
  touched_seq_ = sent_seq_ = seq;
  outlet_.send(frame.delta_and_commit);
}

bool Session::offer_own(const v1::ServerFrame& frame, std::uint64_t seq) {
  return offer_own(hub_.config().make_frame(encode(frame)), seq);
}

bool Session::offer_own(const Frame& frame, std::uint64_t seq) {
  if (!make_room(seq)) return false;
  flush_held();
  outlet_.send(frame);
  return true;
}

void Session::finish_commit(std::uint64_t seq, const Frame& commit_frame) {
  outlet_.send(held_ != nullptr ? held_->delta_and_commit : commit_frame);
  held_ = nullptr;
  sent_seq_ = seq;
}

void Session::ping(std::uint64_t head) {
  if (is_live() && outlet_.waiting_bytes() == 0 && sent_seq_ < head) send_ping(head);
}

void Session::send_ping(std::uint64_t head) {
  v1::ServerFrame frame;
  frame.mutable_ping()->set_head(head);
  sent_seq_ = head;
  outlet_.send(hub_.config().make_frame(encode_small(frame)));
}

bool Session::offer_ephemeral(const Frame& frame) {
  // The first thing to be left out when a socket is slow.
  if (!is_live() || outlet_.waiting_bytes() > 0) return false;
  outlet_.send(frame);
  return true;
}

void Session::on_drained() {
  if (stage_ == Stage::kBehind && outlet_.waiting_bytes() == 0) ask();
}

}  // namespace fika::feed
