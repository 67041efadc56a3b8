// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/asking.h"

#include <chrono>
#include <fika/v1/communities.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/people.pb.h>

#include "server/domain/communities/communities.h"
#include "server/domain/page_trash.h"
#include "server/domain/readable_scopes.h"
#include "server/domain/scopes.h"
#include "server/domain/search/search.h"
#include "server/domain/visibility.h"
#include "storage/entities.h"

namespace fika::domain {

Result<bool> may_be_shown(const storage::Reader& reader, const Actor& actor, const Id& root) {
  TRY(const auto place, storage::place_of(reader, root));
  if (!place) return false;
  if (place->kind == storage::entity_type<v1::Person>().kind()) return !actor.is_guest();
  TRY(const Relation relation, relation_to(reader, actor, root));
  if (place->kind == storage::entity_type<v1::Community>().kind()) {
    return relation >= Relation::kKnows;
  }
  if (relation < Relation::kSees) return false;
  if (place->kind != storage::entity_type<v1::Page>().kind()) return true;
  TRY(const auto page, storage::find<v1::Page>(reader, root));
  if (!page) return false;
  TRY(const bool is_gone, is_in_trash(reader, *page));
  return !is_gone;
}

Result<search::Asker> asker_of(const Query& query) {
  search::Asker asker;
  TRY(asker.scopes, readable_scopes(query.reader, query.organisation, query.actor));
  asker.may_see = [&query](const Id& root) {
    return may_be_shown(query.reader, query.actor, root).value_or(false);
  };
  return asker;
}

Result<const search::Index*> index_of(const Query& query) {
  if (query.search == nullptr) {
    return fail(Code::kUnavailable,
                "The search index is being opened. Try again in a moment; all else works.");
  }
  if (query.search->runner.poison()) {
    return fail(Code::kUnavailable,
                "The search index has stopped, and all else works. Ask an administrator to look "
                "into the server's log.");
  }
  return &query.search->index;
}

void wait_until_found(const Query& query, std::uint64_t seq) {
  if (query.search == nullptr) return;
  storage::TailerRunner& runner = query.search->runner;
  // What is not written yet is not waited for.
  if (seq == 0 || seq > query.reader.seq() || runner.position() >= seq) return;
  runner.hurry();
  runner.wait_for(seq, std::chrono::milliseconds(kFoundWaitMs));
}

namespace {

// Whether what a steward of it says about words speaks for more than a few.
Result<bool> is_of_many(const storage::Reader& reader, const Id& community) {
  TRY(const auto found, storage::find<v1::Community>(reader, community));
  if (!found || found->openness() == v1::OPENNESS_PRIVATE) return false;
  TRY(const auto count, storage::find_index(reader, kMemberCounts, community.bytes()));
  return count && storage::KeyReader(*count).u64() >= kCuratedMembersMin;
}

}  // namespace

Status check_curates(const storage::Reader& reader, const Actor& actor) {
  if (actor.is_admin()) return {};
  TRY(const auto held, subscriptions_of(reader, actor.person));
  for (const SubscribedScope& each : held) {
    if (each.scope.kind != v1::SCOPE_KIND_COMMUNITY) continue;
    TRY(const Relation relation, relation_to_scope(reader, actor, each.scope));
    if (relation != Relation::kSteward) continue;
    TRY(const bool is_enough, is_of_many(reader, each.scope.id));
    if (is_enough) return {};
  }
  return fail(Code::kForbidden,
              "Administrators look after these words, and stewards of a community that is not "
              "private and has at least {} members. Ask one.",
              kCuratedMembersMin);
}

}  // namespace fika::domain
