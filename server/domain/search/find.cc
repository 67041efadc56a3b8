// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the index: a search, how a word goes on, what is about the same.
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/threads.pb.h>

#include "base/text.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/pages.h"
#include "server/domain/search/asked.h"
#include "server/domain/search/asking.h"
#include "server/domain/search/handlers.h"
#include "server/domain/search/hits.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<std::uint32_t> checked_limit(std::uint32_t asked, std::uint32_t usual, std::uint32_t max) {
  if (asked <= max) return asked == 0 ? usual : asked;
  return fail(Code::kInvalid, "{} are too many at once; ask for at most {}.", asked, max);
}

template <class Found>
Status put_hits(const Query& query, const std::vector<Found>& found,
                google::protobuf::RepeatedPtrField<v1::SearchHit>& into) {
  for (const Found& each : found) {
    TRY(auto hit, hit_of(query, each));
    if (hit) *into.Add() = *std::move(hit);
  }
  return {};
}

struct Likeness {
  std::string title, text;
  Id except;
};

Result<std::string> opening_text(const storage::Reader& reader, const Id& thread) {
  const auto key = storage::KeyWriter().id(thread).u64(1).take();
  TRY(const auto message, storage::find_index(reader, kMessagesByOrdinal, key));
  if (!message) return std::string();
  TRY(const auto found, storage::find<v1::Message>(reader, thread, {Id::from_bytes(*message)}));
  return found ? found->text() : std::string();
}

// A thread's or page's own title and text.
Result<Likeness> likeness_of(const Query& query, std::string_view named) {
  TRY(const Id root, Id::parse(named, "The thread or page"));
  TRY(const bool may, may_be_shown(query.reader, query.actor, root));
  Likeness like{.title = {}, .text = {}, .except = root};
  if (may) {
    TRY(const auto thread, storage::find<v1::Thread>(query.reader, root));
    if (thread) {
      like.title = thread->title();
      TRY(like.text, opening_text(query.reader, root));
      return like;
    }
    TRY(const auto page, storage::find<v1::Page>(query.reader, root));
    if (page) {
      like.title = page->title();
      TRY(auto text, page_text(query.reader, root));
      like.text = std::move(text).value_or(std::string());
      return like;
    }
  }
  return fail(Code::kNotFound, "There is no such thread or page, or you may not see it.");
}

Result<Likeness> likeness_in(const v1::FindSimilarRequest& request) {
  if (request.title().size() + request.text().size() > kSimilarTextBytesMax) {
    return fail(Code::kInvalid, "The text is longer than {} KB. Send a part of it.",
                kSimilarTextBytesMax / 1024);
  }
  if (!is_utf8(request.title()) || !is_utf8(request.text())) {
    return fail(Code::kInvalid, "The text is not UTF-8. Send it as UTF-8.");
  }
  return Likeness{.title = request.title(), .text = request.text(), .except = {}};
}

}  // namespace

Result<v1::SearchReply> find_anything(const Query& query, const v1::SearchRequest& request) {
  TRY(const search::Asker asker, asker_of(query));
  Names names(query, asker);
  TRY(const Asked asked, read_request(query, names, request));
  v1::SearchReply reply;
  for (const v1::SearchCondition& condition : asked.conditions) {
    *reply.add_conditions() = condition;
  }
  reply.set_words(asked.words);
  if (asked.is_empty) return reply;
  TRY(const search::Index* index, index_of(query));
  wait_until_found(query, request.after_seq());
  TRY(const search::Answer answer, index->ask(asked.question, asker));
  CHECKED(put_hits(query, answer.hits, *reply.mutable_hits()));
  reply.set_has_more(answer.has_more);
  reply.set_corrected(answer.corrected);
  if (answer.facets) {
    TRY(*reply.mutable_facets(), facets_of(names, *answer.facets));
  }
  return reply;
}

Result<v1::SuggestReply> suggest(const Query& query, const v1::SuggestRequest& request) {
  TRY(const std::uint32_t limit,
      checked_limit(request.limit(), kSuggestionsDefault, kSuggestionsMax));
  CHECKED(check_query_text(request.typed()));
  v1::SuggestReply reply;
  if (trim(request.typed()).empty()) return reply;
  TRY(const search::Index* index, index_of(query));
  TRY(const search::Asker asker, asker_of(query));
  TRY(const auto found, index->suggest(request.typed(), limit, asker));
  CHECKED(put_hits(query, found, *reply.mutable_hits()));
  return reply;
}

Result<v1::FindSimilarReply> find_similar(const Query& query,
                                          const v1::FindSimilarRequest& request) {
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kSimilarDefault, kSimilarMax));
  TRY(const Likeness like,
      request.root().empty() ? likeness_in(request) : likeness_of(query, request.root()));
  v1::FindSimilarReply reply;
  if (like.title.empty() && like.text.empty()) return reply;
  TRY(const search::Index* index, index_of(query));
  TRY(const search::Asker asker, asker_of(query));
  TRY(const auto found, index->similar(like.title, like.text, like.except, limit, asker));
  CHECKED(put_hits(query, found, *reply.mutable_hits()));
  return reply;
}

}  // namespace fika::domain
