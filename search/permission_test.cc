// SPDX-License-Identifier: GPL-3.0-or-later
// Random questions of random people about places that have words of their own: nothing that comes
// back, be it a hit, a word, a count, a suggestion or a correction, tells of what the asker does
// not see.
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "search/analysis.h"
#include "search/index_for_tests.h"

namespace fika::search {
namespace {

constexpr std::size_t kPlaces = 90;
constexpr std::size_t kRoots = 500;
constexpr std::size_t kAskers = 125;
constexpr std::size_t kQuestionsEach = 80;

class Permission : public testing::Test {
 protected:
  Permission() {
    for (std::size_t i = 0; i < 60; ++i) shared_words_.push_back(made_word());
    for (std::size_t i = 0; i < kPlaces; ++i) {
      places_.push_back(community_scope(Id::make(kTestNowMs)));
      for (std::size_t j = 0; j < 4; ++j) place_words_[i].push_back(made_word());
      // One slip from a word of the next place, so that each could be corrected to the other.
      if (i > 0) place_words_[i].push_back(place_words_[i - 1].front() + "e");
    }
    for (std::size_t i = 0; i < kRoots; ++i) add_root(random_() % kPlaces);
    index_.index();
  }

  std::string made_word() {
    std::string word;
    for (std::size_t left = 5 + random_() % 5; left > 0; --left) {
      word += static_cast<char>('a' + random_() % 26);
    }
    return word;
  }
  const std::string& any_of(const std::vector<std::string>& words) {
    return words[random_() % words.size()];
  }
  std::string text_of(std::size_t place, std::size_t words) {
    std::string text;
    for (; words > 0; --words) {
      text += any_of(random_() % 2 == 0 ? shared_words_ : place_words_[place]) + ' ';
    }
    return text;
  }

  void add_root(std::size_t place) {
    constexpr std::string_view kKinds = "mtwpc";
    const auto kind = static_cast<Kind>(kKinds[random_() % kKinds.size()]);
    const Id root = Id::make(kTestNowMs);
    for (std::size_t left = 1 + random_() % 3; left > 0; --left) {
      Document& document = index_.add(kind, text_of(place, 3), text_of(place, 20));
      document.root = root;
      document.scope = places_[place];
      document.community = places_[place].id;
      document.author = Id::derive(1, std::to_string(place));
      document.tags = {any_of(place_words_[place])};
      document.time_ms = kTestNowMs - static_cast<std::int64_t>(random_() % 1'000) * kTestDayMs;
    }
  }

  // What one person sees, worked out document by document.
  struct Eyes {
    Asker asker;
    std::set<Id> hidden;  // roots that the index does not know to be closed
    std::set<Id> roots;
    std::set<std::string> words;
    std::map<std::string, std::uint32_t> communities, authors;  // roots of each
  };

  Eyes random_eyes() {
    Eyes eyes;
    // Now few, now more than stand as terms in the engine's query.
    const std::size_t size = random_() % 3 == 0 ? kPlaces - random_() % 10 : random_() % 12;
    std::set<storage::Scope> scopes;
    for (std::size_t i = 0; i < size; ++i) scopes.insert(places_[random_() % kPlaces]);
    if (size > kPlaces / 2) {
      for (std::size_t i = 0; i + 5 < kPlaces; ++i) scopes.insert(places_[i]);
    }
    eyes.asker.scopes.assign(scopes.begin(), scopes.end());
    for (const Document& document : index_.documents()) {
      if (random_() % 20 == 0) eyes.hidden.insert(document.root);
    }
    for (const Document& document : index_.documents()) {
      if (!scopes.contains(document.scope) || eyes.hidden.contains(document.root)) continue;
      const bool is_new = eyes.roots.insert(document.root).second;
      eyes.communities[document.community.text()] += is_new ? 1 : 0;
      eyes.authors[document.author.text()] += is_new ? 1 : 0;
      for (const std::string* text : {&document.title, &document.text}) {
        for (const Word& word : analyser_.words(*text)) eyes.words.insert(word.text);
      }
      eyes.words.insert(document.tags.begin(), document.tags.end());
    }
    return eyes;
  }

  std::string random_word() {
    std::string word =
        any_of(random_() % 3 == 0 ? shared_words_ : place_words_[random_() % kPlaces]);
    switch (random_() % 4) {
      case 0:
        word.erase(random_() % word.size(), 1);
        break;
      case 1:
        word[random_() % word.size()] = static_cast<char>('a' + random_() % 26);
        break;
      case 2:
        word.resize(1 + random_() % word.size());
        break;
      default:
        break;
    }
    return word;
  }

  std::string random_typed() {
    std::string typed;
    for (std::size_t left = 1 + random_() % 5; left > 0; --left) {
      switch (random_() % 8) {
        case 0:
          typed += "-" + random_word();
          break;
        case 1:
          typed += '"' + random_word() + ' ' + random_word() + '"';
          break;
        case 2:
          typed += "tag:" + random_word();
          break;
        case 3:
          typed += random_() % 2 == 0 ? "kind:page" : "after:2024";
          break;
        default:
          typed += random_word();
      }
      typed += ' ';
    }
    return typed;
  }

  // Every word of `text` is one that these eyes see, or was typed.
  void expect_seen(const Eyes& eyes, std::string_view text, std::string_view typed) {
    std::set<std::string> typed_words;
    for (const Word& word : analyser_.words(typed)) typed_words.insert(word.text);
    for (const Word& word : analyser_.words(text)) {
      EXPECT_TRUE(eyes.words.contains(word.text) || typed_words.contains(word.text))
          << word.text << " in " << text;
    }
  }

  void expect_seen(const Eyes& eyes, const std::vector<Hit>& hits) {
    for (const Hit& hit : hits) {
      EXPECT_TRUE(eyes.roots.contains(hit.root));
      expect_seen(eyes, IndexForTests::plain(hit.title), "");
      expect_seen(eyes, IndexForTests::plain(hit.snippet), "");
    }
  }

  static void expect_at_most(const std::vector<FacetCount>& counts,
                             const std::map<std::string, std::uint32_t>& seen) {
    for (const FacetCount& facet : counts) {
      const auto most = seen.find(facet.value);
      ASSERT_NE(most, seen.end()) << facet.value;
      EXPECT_LE(facet.count, most->second);
    }
  }

  void ask(const Eyes& eyes) {
    const std::string typed = random_typed();
    SCOPED_TRACE(typed);
    Question question = IndexForTests::question(typed);
    question.is_last_partial = random_() % 3 == 0;
    question.wants_facets = random_() % 2 == 0;
    question.offset = random_() % 4 == 0 ? static_cast<std::uint32_t>(random_() % 30) : 0;
    if (random_() % 6 == 0) question.order = Order::kNewest;
    const Answer answer = index_.ask(question, eyes.asker);
    expect_seen(eyes, answer.hits);
    expect_seen(eyes, answer.corrected, typed);
    hits_ += answer.hits.size();
    corrected_ += answer.corrected.empty() ? 0 : 1;
    if (answer.facets) {
      EXPECT_LE(answer.facets->count, eyes.roots.size());
      expect_at_most(answer.facets->communities, eyes.communities);
      expect_at_most(answer.facets->authors, eyes.authors);
    }
  }

  void look_around(const Eyes& eyes) {
    const std::string typed = random_word();
    SCOPED_TRACE(typed);
    for (const Suggestion& suggestion : *index_.index().suggest(typed, 10, eyes.asker)) {
      EXPECT_TRUE(eyes.roots.contains(suggestion.root));
      expect_seen(eyes, suggestion.title, "");
      ++suggested_;
    }
    const auto similar = *index_.index().similar(typed, random_typed(), {}, 10, eyes.asker);
    expect_seen(eyes, similar);
    similar_ += similar.size();
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
  IndexForTests index_;
  Analyser analyser_;
  std::vector<std::string> shared_words_;
  std::map<std::size_t, std::vector<std::string>> place_words_;
  std::vector<storage::Scope> places_;
  std::size_t hits_ = 0, corrected_ = 0, suggested_ = 0, similar_ = 0;
};

TEST_F(Permission, NothingTellsOfWhatTheAskerDoesNotSee) {
  SCOPED_TRACE(seed_);
  for (std::size_t i = 0; i < kAskers && !HasFailure(); ++i) {
    Eyes eyes = random_eyes();
    eyes.asker.may_see = [&hidden = eyes.hidden](const Id& root) { return !hidden.contains(root); };
    for (std::size_t j = 0; j < kQuestionsEach; ++j) {
      ask(eyes);
      if (j % 8 == 0) look_around(eyes);
    }
  }
  // The test would hold of an index that answers nothing.
  EXPECT_GT(hits_, 10'000U);
  EXPECT_GT(corrected_, 200U);
  EXPECT_GT(suggested_, 200U);
  EXPECT_GT(similar_, 200U);
}

}  // namespace
}  // namespace fika::search
