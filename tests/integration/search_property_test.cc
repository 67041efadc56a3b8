// SPDX-License-Identifier: GPL-3.0-or-later
// After any commands of any people, an index that took in each of them as it came answers as one
// does that is made of the entities anew; and whoever asks it is shown nothing that they may not
// see.
#include <chrono>
#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/search.pb.h>
#include <set>

#include <gtest/gtest.h>

#include "search/serving.h"
#include "server/domain/checks.h"
#include "server/domain/readable_scopes.h"
#include "server/domain/registry/registry.h"
#include "server/domain/run.h"
#include "server/domain/scopes.h"
#include "server/domain/search/handlers.h"
#include "server/domain/visibility.h"
#include "storage/temp_folder.h"
#include "tests/integration/random_commands.h"
#include "tests/support/world.h"

namespace fika::tests {
namespace {

constexpr std::size_t kSteps = 400;
constexpr std::uint32_t kPage = 50;

const std::vector<std::string> kQueries = {"line says",    "page",          "first",
                                           "community",    "member",        "so",
                                           "\"says 3\"",   "kind:page",     "kind:message",
                                           "kind:thread",  "kind:person",   "kind:community",
                                           "is:pinned",    "is:unanswered", "is:resolved",
                                           "has:picture",  "page -first",   "from:me",
                                           "in:Community", "tag:one",       "from:Member page"};

class SearchProperty : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  v1::SearchReply ask(const search::Serving& serving, const storage::Reader& reader,
                      const domain::Actor& actor, const std::string& text, std::uint32_t offset) {
    v1::SearchRequest request;
    request.set_query(text);
    request.set_exact(true);
    request.set_with_facets(true);
    request.set_limit(kPage);
    request.set_offset(offset);
    const domain::Query query{
        reader, actor, world_.organisation(), world_.clock().now_ms(), &world_.files(), &serving};
    auto reply = domain::find_anything(query, request);
    EXPECT_TRUE(reply.has_value()) << text << ": " << reply.error().detail;
    return reply ? *std::move(reply) : v1::SearchReply();
  }
  // All that is found, whatever its order, and how it is counted.
  std::set<std::string> all(const search::Serving& serving, const storage::Reader& reader,
                            const domain::Actor& actor, const std::string& text) {
    std::set<std::string> found;
    for (std::uint32_t offset = 0; offset <= 900; offset += kPage) {
      const v1::SearchReply reply = ask(serving, reader, actor, text, offset);
      for (const v1::SearchHit& hit : reply.hits()) {
        check(reader, actor, hit);
        // Which of a root's documents stands for it is a matter of rank.
        found.insert(hit.root());
      }
      if (offset == 0) found.insert(std::to_string(reply.facets().count()));
      if (!reply.has_more()) break;
    }
    return found;
  }
  // Seen as the rules of visibility have it, and not through the search's own eyes.
  void check(const storage::Reader& reader, const domain::Actor& actor, const v1::SearchHit& hit) {
    const Id root = Id::parse(hit.root()).value();
    const auto relation = domain::relation_to(reader, actor, root).value();
    switch (hit.kind()) {
      case v1::SEARCH_KIND_PERSON:
        EXPECT_FALSE(actor.is_guest());
        break;
      case v1::SEARCH_KIND_COMMUNITY:
        EXPECT_GE(relation, domain::Relation::kKnows) << hit.DebugString();
        break;
      default:
        EXPECT_GE(relation, domain::Relation::kSees) << hit.DebugString();
    }
    ++hits_;
  }

  // Community by community, as the rules of visibility have it.
  void check_scopes(const storage::Reader& reader, const domain::Actor& actor) {
    const auto readable = domain::readable_scopes(reader, world_.organisation(), actor).value();
    const std::set<storage::Scope> scopes(readable.begin(), readable.end());
    EXPECT_EQ(scopes.size(), readable.size()) << "each once";
    EXPECT_TRUE(scopes.contains(domain::person_scope(actor.person)));
    ASSERT_TRUE(domain::each_entity<v1::Community>(reader, [&](const v1::Community& community) {
      const auto scope = domain::community_scope(Id::parse(community.id()).value());
      const auto relation = domain::relation_to_scope(reader, actor, scope).value();
      EXPECT_EQ(scopes.contains(scope), relation >= domain::Relation::kSees)
          << community.DebugString();
      return Status();
    }));
    ASSERT_TRUE(domain::each_entity<v1::Conversation>(reader, [&](const v1::Conversation& talk) {
      const auto scope = domain::conversation_scope(Id::parse(talk.id()).value());
      const auto relation = domain::relation_to_scope(reader, actor, scope).value();
      EXPECT_EQ(scopes.contains(scope), relation >= domain::Relation::kSees);
      return Status();
    }));
  }

  World world_{domain::registry(), false};
  std::size_t hits_ = 0;
};

TEST_P(SearchProperty, AnIndexThatWentAlongAnswersAsOneMadeAnew) {
  SCOPED_TRACE(GetParam());
  world_.make_searchable();
  RandomCommands commands(world_, GetParam());
  for (std::size_t step = 0; step < kSteps; ++step) {
    commands.step();
    if (step % 50 == 0) world_.wait_until_found();
  }
  commands.finish_jobs();
  world_.wait_until_found();

  const storage::TempFolder folder;
  auto anew = search::Index::open({.folder = folder.path() / "anew"}, world_.document_rows());
  ASSERT_TRUE(anew.has_value());
  storage::TailerRunner runner(world_.store(), (*anew)->tailer(), {});
  runner.start();
  ASSERT_TRUE(runner.wait_for(world_.store().head().seq, std::chrono::seconds(30)));
  const search::Serving fresh{**anew, runner};
  EXPECT_EQ((*anew)->size(), world_.searching().index.size());

  const auto reader = world_.read();
  for (const domain::Actor& person : commands.people()) {
    const auto actor = domain::present_actor(*reader, world_.organisation(), person);
    if (!actor) continue;
    check_scopes(*reader, *actor);
    for (const std::string& text : kQueries) {
      EXPECT_EQ(all(world_.searching(), *reader, *actor, text), all(fresh, *reader, *actor, text))
          << text << " by " << actor->person.text();
    }
  }
  EXPECT_GT(hits_, 200U) << "there was something to find";
}

INSTANTIATE_TEST_SUITE_P(Seeds, SearchProperty, ::testing::Range<std::uint64_t>(1, 5));

}  // namespace
}  // namespace fika::tests
