// SPDX-License-Identifier: GPL-3.0-or-later
// The hub's part for sessions that say Hello or have fallen behind: from the question to the moment
// when they are live.
#include <algorithm>

#include "server/domain/run.h"
#include "server/domain/scopes.h"
#include "server/feed/delta.h"
#include "server/feed/hub.h"

namespace fika::feed {

v1::Hello Hub::hello_of(const Session& session, std::uint64_t seq) const {
  v1::Hello hello;
  hello.mutable_cursor()->set_epoch(store_.epoch());
  hello.mutable_cursor()->set_seq(seq);
  for (const storage::Scope& scope : session.scopes) fill_scope(scope, *hello.add_held());
  return hello;
}

bool Hub::ask(Session& session, const v1::Hello& hello) {
  session.ticket = next_ticket_++;
  return answers_.ask(session.actor(), hello, {session.id(), session.ticket});
}

Result<Answer> Hub::try_build(const domain::Actor& actor, const v1::Hello& hello) const {
  const auto reader = store_.snapshot();
  TRY(const domain::Actor present, domain::present_actor(*reader, config_.organisation, actor));
  const domain::Query query{*reader, present, config_.organisation, clock_.now_ms()};
  TRY(const v1::ServerFrame frame,
      catch_up(query, {store_.epoch(), store_.floor()}, hello, config_.limits));
  Answer answer;
  answer.frame = config_.make_frame(encode(frame));
  answer.upto = reader->seq();
  TRY(const auto subscribed, domain::subscriptions_of(*reader, actor.person));
  for (const auto& [scope, since_seq] : subscribed) answer.scopes.push_back(scope);
  TRY(answer.stands, standing_of(*reader, actor.person, answer.scopes));
  return answer;
}

Answer Hub::build(const domain::Actor& actor, const v1::Hello& hello) const {
  Result<Answer> built = try_build(actor, hello);
  if (built) return *std::move(built);
  Answer failed;
  failed.error = std::move(built).error();
  return failed;
}

bool Hub::is_wanted(const Asker& asker) const {
  const auto found = sessions_.find(asker.session);
  return found != sessions_.end() && found->second->is_waiting_for(asker.ticket);
}

void Hub::deliver_answer(const Asker& asker, const v1::Hello& hello, const Answer& answer) {
  Session& session = *sessions_.at(asker.session);
  if (answer.error) {
    const bool is_out = answer.error->code == Code::kUnauthenticated;
    return session.end(is_out ? kCloseSignedOut : kCloseInternal, "cannot catch up");
  }
  if (!is_out_of_date(session, answer)) return attach(session, answer);
  if (!session.may_rebuild() || !ask(session, hello)) session.give_up();
}

bool Hub::is_out_of_date(const Session& session, const Answer& answer) const {
  if (!recent_.covers(answer.upto)) return true;
  const auto takes_away = [&](const AccessChange& change) {
    return !change.is_gained && change.person == session.actor().person;
  };
  const auto is_held = [&](const storage::Scope& scope) {
    return std::ranges::find(answer.scopes, scope) != answer.scopes.end();
  };
  return std::ranges::any_of(recent_.after(answer.upto), [&](const auto& publication) {
    return std::ranges::any_of(publication->access, takes_away) ||
           std::ranges::any_of(publication->regranted, is_held);
  });
}

void Hub::attach(Session& session, const Answer& answer) {
  subscribe_to(session, answer.scopes);
  session.attached_seq = answer.upto;
  stand(session, answer.stands);
  session.take_answer(answer.frame, answer.upto);
  bool is_let_in = false;
  for (const auto& publication : recent_.after(answer.upto)) {
    replay(session, *publication);
    for (const AccessChange& change : publication->access) {
      is_let_in = is_let_in || change.person == session.actor().person;
    }
  }
  session.answer_watches();
  if (is_let_in) session.catch_up_from(delivered_seq_);
}

void Hub::replay(Session& session, const Publication& publication) {
  touched_.clear();
  for (const ScopeFrame& frame : publication.scopes) {
    if (std::ranges::find(session.scopes, frame.scope) != session.scopes.end()) {
      session.offer(frame, publication.seq);
    }
  }
  finish_commit(publication.seq);
  for (const storage::ScopeChanges& changes : publication.summary.scopes) {
    if (changes.scope.id == session.actor().person) note_settings(changes);
  }
}

void Hub::subscribe_to(Session& session, const std::vector<storage::Scope>& scopes) {
  const std::vector<storage::Scope> before = session.scopes;
  for (const storage::Scope& scope : before) {
    if (std::ranges::find(scopes, scope) == scopes.end()) unsubscribe(session, scope);
  }
  for (const storage::Scope& scope : scopes) {
    if (std::ranges::find(before, scope) == before.end()) subscribe(session, scope);
  }
}

void Hub::subscribe(Session& session, const storage::Scope& scope) {
  by_scope_[scope].push_back(&session);
  session.scopes.push_back(scope);
}

void Hub::unsubscribe(Session& session, const storage::Scope& scope) {
  std::erase(session.scopes, scope);
  const auto places = by_scope_.find(scope);
  if (places == by_scope_.end()) return;
  std::erase(places->second, &session);
  if (places->second.empty()) by_scope_.erase(places);
}

}  // namespace fika::feed
