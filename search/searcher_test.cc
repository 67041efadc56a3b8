// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searcher.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "search/index_for_tests.h"

namespace fika::search {
namespace {

using Titles = std::vector<std::string>;

Titles sorted(Titles titles) {
  std::ranges::sort(titles);
  return titles;
}

bool holds(const Titles& titles, std::string_view title) {
  return std::ranges::find(titles, title) != titles.end();
}

TEST(Searcher, FindsFormsOfAWordInBothLanguages) {
  IndexForTests index(IndexForTests::Compounds::kTakenApart);
  index.add(Kind::kPage, "Mentorer", "Våra mentorer träffas på måndagar.");
  index.add(Kind::kThread, "Hej", "Mentorn svarade samma dag.");
  index.add(Kind::kPage, "Kunskapsdelning i verkstaden", "Så gör vi varje vecka.");
  index.add(Kind::kPage, "Measuring", "All measurements of the furnaces are logged.");
  index.add(Kind::kMessage, "Känslig data", "Lärandet är känsligt.");
  EXPECT_EQ(sorted(index.titles("mentor")), sorted({"Mentorer", "Hej"}));
  EXPECT_EQ(sorted(index.titles("MENTORN")), sorted({"Mentorer", "Hej"}));
  EXPECT_EQ(index.titles("delning"), (Titles{"Kunskapsdelning i verkstaden"}));
  EXPECT_TRUE(holds(index.titles("measurement"), "Measuring"));
  EXPECT_EQ(index.titles("kanslig"), (Titles{"Känslig data"}));
  EXPECT_TRUE(index.titles("kalibrera X9").empty());
}

TEST(Searcher, FindsAWordThatIsTheSameInTheOtherLanguageByItsSwedishForms) {
  IndexForTests index;
  index.add(Kind::kPage, "Onboarding", "Everybody gets a mentor in the first week.").language =
      "en";
  const Answer english = index.ask("mentorn");
  EXPECT_EQ(IndexForTests::titles_of(english), Titles{"Onboarding"});
  EXPECT_EQ(english.corrected, "");
  ASSERT_EQ(english.hits.size(), 1U);
  EXPECT_EQ(IndexForTests::marked(english.hits[0].snippet),
            "Everybody gets a [mentor] in the first week.");
}

TEST(Searcher, PutsWhatIsWrittenInSwedishBeforeItsWordsInTheOtherLanguage) {
  IndexForTests index;
  index.add(Kind::kPage, "Onboarding", "Everybody gets a mentor in the week.").language = "en";
  index.add(Kind::kPage, "Introduktion", "Alla ska få en mentor denna vecka.").language = "sv";
  EXPECT_EQ(index.titles("mentorn"), (Titles{"Introduktion", "Onboarding"}));
}

TEST(Searcher, PutsWhatHasAllWordsBeforeWhatHasSome) {
  IndexForTests index;
  index.add(Kind::kPage, "One", "the weld was done by hand");
  index.add(Kind::kPage, "Both", "a seam far away from where they said that a weld should be");
  index.add(Kind::kPage, "Near", "the weld seam");
  index.add(Kind::kPage, "Other", "nothing of this");
  EXPECT_EQ(index.titles("weld seam"), (Titles{"Near", "Both", "One"}));
  EXPECT_EQ(index.titles("\"weld seam\""), Titles{"Near"});
  EXPECT_EQ(index.titles("weld -seam"), Titles{"One"});
  EXPECT_EQ(index.titles("the weld seam"), (Titles{"Near", "Both", "One"}));
}

TEST(Searcher, PutsTheExactTitleFirst) {
  IndexForTests index;
  for (int i = 0; i < 30; ++i) {
    index.add(Kind::kPage, "Onboarding " + std::to_string(i), "onboarding onboarding onboarding");
  }
  index.add(Kind::kPage, "Onboarding", "Where to begin.").time_ms = 0;
  EXPECT_EQ(index.titles("onboarding").front(), "Onboarding");
}

TEST(Searcher, PrefersWhatIsNewHelpsAndHolds) {
  IndexForTests index;
  const std::string text = "how we calibrate the furnace";
  index.add(Kind::kMessage, "old", text).time_ms = kTestNowMs - 900 * kTestDayMs;
  index.add(Kind::kMessage, "new", text);
  auto& stale = index.add(Kind::kMessage, "stale", text);
  stale.states = {State::kStale};
  index.add(Kind::kMessage, "helped", text).authority = 1;
  index.add(Kind::kMessage, "obsolete", text).states = {State::kObsolete};
  EXPECT_EQ(index.titles("furnace"), (Titles{"helped", "new", "old", "stale"}));
  EXPECT_EQ(index.titles("furnace is:obsolete"), (Titles{"obsolete"}));
  EXPECT_EQ(index.titles("furnace sort:oldest").front(), "old");
  EXPECT_EQ(index.titles("furnace sort:newest").back(), "old");
}

TEST(Searcher, ShowsOneHitOfARootAndCountsTheOthers) {
  IndexForTests index;
  const Id root = index.add(Kind::kThread, "Valves", "which valve fits").root;
  for (int i = 0; i < 4; ++i) index.add(Kind::kMessage, "Valves", "this valve fits").root = root;
  index.add(Kind::kPage, "Valve", "about valves");
  const Answer answer = index.ask("valve");
  ASSERT_EQ(answer.hits.size(), 2U);
  const auto thread = std::ranges::find(answer.hits, root, &Hit::root);
  ASSERT_NE(thread, answer.hits.end());
  EXPECT_EQ(thread->more_of_root, 4U);

  Question within = IndexForTests::question("valve");
  within.filters.roots = {root};
  EXPECT_EQ(index.ask(within, index.member()).hits.size(), 5U);
}

TEST(Searcher, HoldsToConditions) {
  IndexForTests index;
  auto& page = index.add(Kind::kPage, "page", "pump");
  page.tags = {"Hydraulik"};
  page.language = "sv-SE";
  page.states = {State::kLesson};
  page.author = Id::make(1);
  page.time_ms = 1'775'000'000'000;  // 2026-03-31
  auto& thread = index.add(Kind::kThread, "thread", "pump");
  thread.states = {State::kQuestion, State::kUnanswered};
  thread.holds = {Has::kPicture};
  thread.community = Id::make(2);
  thread.time_ms = 1'775'088'000'000;  // 2026-04-02
  const Id author = page.author, community = thread.community;

  struct Case {
    std::string_view typed;
    Titles titles;
  };
  const std::vector<Case> cases = {
      {"pump kind:page", {"page"}},
      {"pump -kind:page", {"thread"}},
      {"pump kind:lesson", {"page"}},
      {"pump kind:lesson kind:question", {"page", "thread"}},
      {"pump -kind:question", {"page"}},
      {"pump tag:hydraulik", {"page"}},
      {"pump -tag:hydraulik", {"thread"}},
      {"pump lang:sv", {"page"}},
      {"pump is:unanswered", {"thread"}},
      {"pump is:unanswered is:pinned", {}},
      {"pump has:picture", {"thread"}},
      {"pump before:2026-04", {"page"}},
      {"pump after:2026-04", {"thread"}},
      {"pump after:2026-03-31 before:2026-04-01", {"page"}},
      {"pump after:2026-04-02 before:2026-04-03", {"thread"}},
      {"pump after:2026-04-03", {}},
      {"pump before:2020", {}},
      {"kind:page", {"page"}},
      {"is:unanswered", {"thread"}},
      {"-pump", {}},
      {"", {}},
  };
  for (const Case& c : cases) {
    Titles found = index.titles(c.typed);
    std::ranges::sort(found);
    EXPECT_EQ(found, c.titles) << c.typed;
  }
  Question question = IndexForTests::question("pump");
  question.filters.authors = {author};
  EXPECT_EQ(IndexForTests::titles_of(index.ask(question, index.member())), Titles{"page"});
  question.filters.authors = {};
  question.filters.communities = {Id::make(3), community};
  EXPECT_EQ(IndexForTests::titles_of(index.ask(question, index.member())), Titles{"thread"});
}

TEST(Searcher, GivesPagesWithoutHoles) {
  IndexForTests index;
  for (int i = 0; i < 300; ++i) index.add(Kind::kMessage, std::to_string(i), "bearing");
  std::unordered_set<std::string> hidden, seen;
  Asker asker = index.member();
  index.index();
  for (std::size_t i = 0; i < 300; i += 2) hidden.insert(index.documents()[i].root.text());
  asker.may_see = [&](const Id& root) { return !hidden.contains(root.text()); };
  Question question = IndexForTests::question("bearing");
  for (question.offset = 0; question.offset < 200; question.offset += 20) {
    const Answer answer = index.ask(question, asker);
    EXPECT_EQ(answer.hits.size(), question.offset < 140 ? 20U : question.offset == 140 ? 10U : 0U);
    EXPECT_EQ(answer.has_more, question.offset < 140 && question.offset + 20 < 150);
    for (const Hit& hit : answer.hits) {
      EXPECT_FALSE(hidden.contains(hit.root.text()));
      EXPECT_TRUE(seen.insert(hit.root.text()).second);
    }
  }
  EXPECT_EQ(seen.size(), 150U);
}

TEST(Searcher, CountsWhatMayBeSeen) {
  IndexForTests index;
  const Id community = Id::make(5);
  for (int i = 0; i < 6; ++i) {
    auto& document = index.add(i < 4 ? Kind::kMessage : Kind::kPage, "t", "gasket");
    document.community = community;
    document.language = i == 0 ? "en" : "sv";
  }
  Question question = IndexForTests::question("gasket");
  question.limit = 1;
  question.wants_facets = true;
  Asker asker = index.member();
  index.index();
  const Id hidden = index.documents()[1].root;
  asker.may_see = [&](const Id& root) { return root != hidden; };
  const Answer answer = index.ask(question, asker);
  ASSERT_TRUE(answer.facets);
  EXPECT_EQ(answer.facets->count, 5U);
  EXPECT_FALSE(answer.facets->is_more);
  ASSERT_EQ(answer.facets->kinds.size(), 2U);
  EXPECT_EQ(answer.facets->kinds.at(0).value, "m");
  EXPECT_EQ(answer.facets->kinds.at(0).count, 3U);
  EXPECT_EQ(answer.facets->communities.at(0).value, community.text());
  EXPECT_EQ(answer.facets->languages.at(0).count, 4U);
  EXPECT_EQ(answer.facets->months.at(0).value, "2026-09");
  EXPECT_TRUE(answer.facets->authors.empty());
}

TEST(Searcher, AnswersWhileSomebodyTypes) {
  IndexForTests index;
  index.add(Kind::kPage, "Hydraulik", "Hydraulikslangar byts varje år.");
  index.add(Kind::kPage, "Pneumatik", "Tryckluft.");
  Question question = IndexForTests::question("hydr");
  EXPECT_TRUE(index.ask(question, index.member()).hits.empty());
  question.is_last_partial = true;
  const Answer answer = index.ask(question, index.member());
  ASSERT_EQ(answer.hits.size(), 1U);
  EXPECT_EQ(IndexForTests::marked(answer.hits[0].title), "[Hydraulik]");
  EXPECT_EQ(IndexForTests::marked(answer.hits[0].snippet), "[Hydraulikslangar] byts varje år.");
}

TEST(Searcher, CorrectsWhatFindsNothing) {
  IndexForTests index;
  index.add(Kind::kPage, "Kompressor", "Kompressorn står i källaren.");
  index.add(Kind::kPage, "Källare", "Det är fuktigt i källaren.");
  Answer answer = index.ask("kompresor källaren");
  EXPECT_EQ(answer.corrected, "kompressor källaren");
  EXPECT_TRUE(holds(IndexForTests::titles_of(answer), "Kompressor"));
  EXPECT_EQ(IndexForTests::marked(answer.hits.at(0).title), "[Kompressor]");

  Question exact = IndexForTests::question("kompresor");
  exact.is_exact = true;
  EXPECT_TRUE(index.ask(exact, index.member()).hits.empty());
  EXPECT_EQ(index.ask("kompressor").corrected, "");
  EXPECT_EQ(index.ask("zzzzzz").corrected, "");
}

TEST(Searcher, APrivateWordHidesNoVisibleOne) {
  IndexForTests index;
  // "lagret" is one slip away from both; the private one is far more frequent.
  const storage::Scope secret = community_scope(Id::make(9));
  for (int i = 0; i < 20; ++i) index.add(Kind::kMessage, "secret", "kagret").scope = secret;
  index.add(Kind::kMessage, "seen", "vagret");
  const Answer answer = index.ask("lagret");
  EXPECT_EQ(answer.corrected, "vagret");
  Asker nobody = index.member();
  nobody.may_see = [](const Id&) { return false; };
  EXPECT_EQ(index.ask(IndexForTests::question("lagret"), nobody).corrected, "");
}

TEST(Searcher, TakesSynonymsBothWays) {
  IndexForTests index;
  index.add(Kind::kPage, "A", "Fråga personalavdelningen om ledighet.");
  index.add(Kind::kPage, "B", "HR answers on Mondays.");
  index.add(Kind::kPage, "C", "Human resources are on the third floor.");
  index.add(Kind::kPage, "D", "resources of other kinds, human or not");
  for (const char* typed : {"hr", "human resources", "personalavdelningen"}) {
    Question question = IndexForTests::question(typed);
    question.synonyms = {{"x", "y"}, {"HR", "human resources", "personalavdelningen"}};
    Titles found = IndexForTests::titles_of(index.ask(question, index.member()));
    ASSERT_GE(found.size(), 3U) << typed;
    std::erase(found, "D");
    EXPECT_EQ(sorted(found), sorted({"A", "B", "C"})) << typed;
  }
}

TEST(Searcher, FindsScriptsWithoutSpaces) {
  IndexForTests index;
  index.add(Kind::kPage, "東京都の溶接", "溶接の手順を説明します。");
  EXPECT_EQ(index.titles("溶接").size(), 1U);
  EXPECT_EQ(index.titles("手順").size(), 1U);
  EXPECT_TRUE(index.titles("京東").empty());
}

TEST(Searcher, SuggestsTitlesThatBeginSoOrHoldSuchAWord) {
  IndexForTests index;
  index.add(Kind::kCommunity, "Welding").community = Id::make(3);
  index.add(Kind::kPage, "How to weld aluminium", "text");
  index.add(Kind::kPerson, "Anna Wellington");
  index.add(Kind::kThread, "Wells of the north", "text");
  index.add(Kind::kMessage, "How to weld aluminium", "well");
  auto& tagged = index.add(Kind::kPage, "Steel", "text");
  tagged.tags = {"weldability"};
  const auto suggested = [&](std::string_view typed) {
    Titles titles;
    for (const Suggestion& suggestion : index.index().suggest(typed, 8, index.member()).value()) {
      titles.push_back(suggestion.title);
    }
    return titles;
  };
  EXPECT_EQ(suggested("wel").front(), "Welding");
  EXPECT_EQ(sorted(suggested("wel")), sorted({"Welding", "How to weld aluminium", "Anna Wellington",
                                              "Wells of the north", "Steel"}));
  EXPECT_EQ(suggested("how to w"), (Titles{"How to weld aluminium"}));
  EXPECT_TRUE(suggested("alu weld").empty());
  EXPECT_EQ(suggested("anna"), (Titles{"Anna Wellington"}));
  EXPECT_EQ(suggested("weldab"), (Titles{"Steel"}));
  EXPECT_TRUE(suggested(" *").empty());
  EXPECT_FALSE(index.index().suggest("x", 51, index.member()));
}

TEST(Searcher, FindsWhatIsAboutTheSame) {
  IndexForTests index;
  const Id self =
      index.add(Kind::kPage, "Felsöka kompressorn", "Kompressorn stannar när trycket är högt.")
          .root;
  index.add(Kind::kThread, "Kompressor som stannar", "Varför stannar den när trycket stiger?");
  index.add(Kind::kPage, "Fika på fredag", "Bullar och kaffe i köket.");
  index.add(Kind::kMessage, "Kompressor", "kompressorn stannar trycket");
  for (int i = 0; i < 20; ++i) index.add(Kind::kPage, "Annat", "Om något helt annat.");
  const auto hits = index.index()
                        .similar("Felsöka kompressorn", "Kompressorn stannar när trycket är högt.",
                                 self, 5, index.member())
                        .value();
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(IndexForTests::plain(hits[0].title), "Kompressor som stannar");
  EXPECT_TRUE(index.index().similar("", "", {}, 5, index.member()).value().empty());
}

}  // namespace
}  // namespace fika::search
