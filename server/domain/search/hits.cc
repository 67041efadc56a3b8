// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/hits.h"

#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/scopes.h"
#include "server/domain/search/present.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Of a message the index knows no title: the root has one, and it may change.
Status put_title_of_root(const storage::Reader& reader, const Id& root, v1::SearchHit& hit) {
  TRY(const auto thread, storage::find<v1::Thread>(reader, root));
  std::string title;
  if (thread) {
    title = thread->title();
  } else {
    TRY(const auto page, storage::find<v1::Page>(reader, root));
    hit.set_page_talk(page.has_value());
    if (page) title = page->title();
  }
  if (!title.empty()) hit.add_title()->set_text(std::move(title));
  return {};
}

// False for what is no more, or is elsewhere.
Result<bool> put_message(const Query& query, const Id& id, const Id& root, v1::SearchHit& hit) {
  TRY(const auto message, storage::find<v1::Message>(query.reader, root, {id}));
  if (!message || message->deleted()) return false;
  hit.set_ordinal(message->ordinal());
  if (hit.title().empty()) CHECKED(put_title_of_root(query.reader, root, hit));
  return true;
}

Result<bool> is_there(const Query& query, search::Kind kind, const Id& id, const Id& root,
                      v1::SearchHit& hit) {
  const storage::Reader& reader = query.reader;
  switch (kind) {
    case search::Kind::kMessage:
      return put_message(query, id, root, hit);
    case search::Kind::kThread: {
      TRY(const auto thread, storage::find<v1::Thread>(reader, id));
      return thread && thread->merged_into().empty();
    }
    case search::Kind::kPage: {
      TRY(const auto page, storage::find<v1::Page>(reader, id));
      return page.has_value();
    }
    case search::Kind::kPerson: {
      TRY(const auto person, storage::find<v1::Person>(reader, query.organisation, {id}));
      return person && !person->deactivated() && !person->former_colleague();
    }
    case search::Kind::kCommunity: {
      TRY(const auto community, storage::find<v1::Community>(reader, id));
      return community && community->merged_into().empty();
    }
    case search::Kind::kFile:
      // Nothing holds it any more when the message is deleted that it came with, or names it no
      // longer.
      return is_attached(reader, id, root);
  }
  return false;
}

void put_pieces(const std::vector<search::Piece>& pieces,
                google::protobuf::RepeatedPtrField<v1::SearchPiece>& into) {
  for (const search::Piece& piece : pieces) {
    v1::SearchPiece& each = *into.Add();
    each.set_text(piece.text);
    each.set_marked(piece.is_marked);
  }
}

void put_states(const std::vector<search::State>& states, v1::SearchHit& hit) {
  using search::State;
  const auto is_in = [&](State state) { return std::ranges::find(states, state) != states.end(); };
  hit.set_question(is_in(State::kQuestion));
  hit.set_resolved(is_in(State::kResolved));
  hit.set_imported(is_in(State::kImported));
  hit.set_lesson(is_in(State::kLesson));
  hit.set_stale(is_in(State::kStale));
  hit.set_obsolete(is_in(State::kObsolete));
  hit.set_verified(is_in(State::kVerified));
}

Status put_community(const storage::Reader& reader, const Id& community, v1::SearchHit& hit) {
  if (community.is_nil()) return {};
  TRY(const storage::Scope present, storage::present_scope(reader, community_scope(community)));
  hit.set_community(present.id.text());
  return {};
}

}  // namespace

v1::SearchKind kind_of(search::Kind kind) {
  switch (kind) {
    case search::Kind::kMessage:
      return v1::SEARCH_KIND_MESSAGE;
    case search::Kind::kThread:
      return v1::SEARCH_KIND_THREAD;
    case search::Kind::kPage:
      return v1::SEARCH_KIND_PAGE;
    case search::Kind::kPerson:
      return v1::SEARCH_KIND_PERSON;
    case search::Kind::kCommunity:
      return v1::SEARCH_KIND_COMMUNITY;
    case search::Kind::kFile:
      return v1::SEARCH_KIND_FILE;
  }
  return v1::SEARCH_KIND_UNSPECIFIED;
}

Result<std::optional<v1::SearchHit>> hit_of(const Query& query, const search::Hit& found) {
  v1::SearchHit hit;
  put_pieces(found.title, *hit.mutable_title());
  TRY(const bool is_still, is_there(query, found.kind, found.id, found.root, hit));
  if (!is_still) return std::optional<v1::SearchHit>();
  hit.set_kind(kind_of(found.kind));
  hit.set_id(found.id.text());
  hit.set_root(found.root.text());
  // A community is found once, whether by its listing or by those who are in it.
  const bool is_community = found.kind == search::Kind::kCommunity;
  if (!is_community) hit.set_anchor(found.anchor);
  CHECKED(put_community(query.reader, found.community, hit));
  if (!found.author.is_nil()) hit.set_author(found.author.text());
  hit.set_time_ms(found.time_ms);
  hit.set_language(found.language);
  hit.set_heading(found.heading);
  put_pieces(found.snippet, *hit.mutable_snippet());
  hit.set_more(is_community ? 0 : found.more_of_root);
  hit.set_conversation(found.scope.kind == v1::SCOPE_KIND_CONVERSATION);
  put_states(found.states, hit);
  CHECKED(put_present_title(query, found.kind, found.id, hit));
  CHECKED(drop_former_text(query, found, hit));
  return std::optional(std::move(hit));
}

Result<std::optional<v1::SearchHit>> hit_of(const Query& query, const search::Suggestion& found) {
  v1::SearchHit hit;
  if (!found.title.empty()) hit.add_title()->set_text(found.title);
  TRY(const bool is_still, is_there(query, found.kind, found.id, found.root, hit));
  if (!is_still) return std::optional<v1::SearchHit>();
  hit.set_kind(kind_of(found.kind));
  hit.set_id(found.id.text());
  hit.set_root(found.root.text());
  CHECKED(put_present_title(query, found.kind, found.id, hit));
  CHECKED(put_community(query.reader, found.community, hit));
  return std::optional(std::move(hit));
}

}  // namespace fika::domain
