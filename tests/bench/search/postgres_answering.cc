// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/postgres_answering.h"

#include <fmt/format.h>

#include "tests/bench/search/corpus.h"

namespace fika::bench {
namespace {

// Words as to_tsquery reads them; they are letters and digits alone.
std::string words_for_tsquery(const Asked& asked) {
  std::string query;
  for (const std::string& word : asked.words) {
    if (!query.empty()) query += asked.is_phrase ? " <-> " : " & ";
    query += word;
  }
  if (asked.is_last_partial) query += ":*";
  return query;
}

std::string list_of(const std::vector<std::size_t>& communities) {
  return fmt::format("{{{}}}", fmt::join(communities, ","));
}

// The rows a question matches; what follows WHERE.
std::string condition_of(const Asked& asked) {
  std::string condition = "words @@ asked AND community = ANY($2::int[])";
  if (asked.kind) condition += fmt::format(" AND kind = '{}'", static_cast<char>(*asked.kind));
  if (asked.from_ms) condition += fmt::format(" AND time_ms >= {}", *asked.from_ms);
  return condition;
}

constexpr std::string_view kAsked =
    "(SELECT to_tsquery('swedish', $1) || to_tsquery('english', $1) AS asked) AS question";

}  // namespace

Result<std::unique_ptr<PostgresAnswering>> PostgresAnswering::make(Postgres& server) {
  std::unique_ptr<PostgresAnswering> made(new PostgresAnswering(server));
  for (std::size_t number = 0; number < kCommunities; ++number) {
    made->communities_.emplace(corpus_community(number), number);
  }
  CHECKED(server.run(
      "CREATE TABLE found (id serial PRIMARY KEY, root uuid, kind \"char\", community int, "
      "author uuid, time_ms bigint, language regconfig, title text, body text, "
      "words tsvector GENERATED ALWAYS AS (setweight(to_tsvector(language, title), 'A') || "
      "setweight(to_tsvector(language, body), 'B')) STORED)"));
  return made;
}

Status PostgresAnswering::add(std::span<const search::Document> documents) {
  std::string lines;
  for (const search::Document& each : documents) {
    lines +=
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", each.root.text(),
                    static_cast<char>(each.kind), communities_.at(each.community),
                    each.author.text(), each.time_ms, each.language == "sv" ? "swedish" : "english",
                    copy_field(each.title + " " + each.heading), copy_field(each.text));
  }
  return server_.copy("found (root, kind, community, author, time_ms, language, title, body)",
                      lines);
}

Status PostgresAnswering::index() {
  CHECKED(server_.run("CREATE INDEX ON found USING gin (words)"));
  CHECKED(server_.run("CREATE INDEX ON found (community)"));
  CHECKED(server_.run("CREATE INDEX ON found (time_ms)"));
  CHECKED(server_.run("VACUUM ANALYZE found"));
  return {};
}

Result<std::size_t> PostgresAnswering::answer(const Asked& asked) {
  const std::vector<std::string> values{words_for_tsquery(asked), list_of(asked.communities)};
  const std::string condition = condition_of(asked);
  TRY(const PostgresRows hits,
      server_.run(fmt::format("SELECT id, title, ts_headline(language, body, asked) FROM "
                              "(SELECT id, title, body, language, asked FROM found, {} WHERE {} "
                              "ORDER BY ts_rank(words, asked, 1) DESC LIMIT {}) AS best",
                              kAsked, condition, kHitsWanted),
                  values));
  if (asked.wants_facets) {
    CHECKED(server_.run(
        fmt::format("SELECT kind, community, author, language, count(*) FROM (SELECT kind, "
                    "community, author, language FROM found, {} WHERE {} LIMIT 1000) AS matched "
                    "GROUP BY GROUPING SETS ((kind), (community), (author), (language))",
                    kAsked, condition),
        values));
  }
  return hits.size();
}

Result<std::uint64_t> PostgresAnswering::bytes_on_disk() {
  TRY(const PostgresRows rows, server_.run("SELECT pg_total_relation_size('found')"));
  return std::stoull(rows.at(0).at(0));
}

}  // namespace fika::bench
