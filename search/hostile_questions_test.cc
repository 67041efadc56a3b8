// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is asked, an answer or a sentence comes back, and soon.
#include <chrono>

#include <gtest/gtest.h>

#include "search/index_for_tests.h"

namespace fika::search {
namespace {

// Hundreds of times what a question takes here, so that only what grows without bound fails.
constexpr std::chrono::seconds kSoon{5};

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (; times > 0; --times) text += part;
  return text;
}

class HostileQuestions : public testing::Test {
 protected:
  HostileQuestions() {
    for (const std::string& paragraph : handbook_paragraphs()) {
      index_.add(Kind::kPage, paragraph.substr(0, 20), paragraph);
    }
    index_.index();
  }

  Result<Answer> asked(const Question& question) {
    const auto begun = std::chrono::steady_clock::now();
    auto answer = index_.index().ask(question, index_.member());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, kSoon);
    return answer;
  }

  IndexForTests index_;
};

TEST_F(HostileQuestions, EndInAnAnswer) {
  std::string many_words, letters;
  for (int i = 0; i < 2'000; ++i) many_words += "w" + std::to_string(i) + " ";
  for (char c = 'a'; c <= 'z'; ++c) letters += std::string(1, c) + "* ";
  const std::vector<std::string> all = {
      "a* b* c*",
      letters,
      "* ? ~ ^ : ( ) [ ] { } \\ / | & + - \" '",
      "AND OR NOT NEAR ADJ XOR",
      "foo AND (bar OR",
      "NOT x",
      "\"\"\"\"\"\" \"a \"b\" c\" \"",
      repeated("\"", 999),
      repeated("(", 999),
      repeated("-", 999),
      repeated("a", 999),
      repeated("från:", 150),
      repeated("kind:page ", 99),
      repeated("tag:x ", 60),
      repeated("\"och en\" ", 60),
      many_words,
      repeated("och att det som en på är av för med ", 20),
      repeated("a-b_c.d/", 120),
      repeated("\xCC\x88", 499),
      repeated("\xF0\x9F\x92\xA9", 249),
      repeated("溶", 333),
      std::string("nul\0byte", 8),
      "Q" + std::string(3, '\1'),
      "ZSmentor Osecret Gx",
  };
  for (const std::string& typed : all) {
    for (const bool is_partial : {false, true}) {
      Question question = IndexForTests::question(typed);
      question.is_last_partial = is_partial;
      question.wants_facets = true;
      question.limit = 50;
      EXPECT_TRUE(asked(question)) << typed;
    }
    EXPECT_TRUE(index_.index().similar(typed, typed, {}, 10, index_.member()));
    EXPECT_EQ(index_.index().suggest(typed, 10, index_.member()).has_value(),
              typed.size() <= kQueryBytesMax);
  }
  EXPECT_TRUE(
      index_.index().similar("", repeated("a long text ", 90'000), {}, 10, index_.member()));
}

TEST_F(HostileQuestions, EndInASentenceBeyondTheLimits) {
  const auto refused = [&](const auto& change) {
    Question question = IndexForTests::question("licens");
    change(question);
    const auto answer = asked(question);
    return !answer && answer.error().code == Code::kInvalid && !answer.error().detail.empty();
  };
  EXPECT_FALSE(refused([](Question&) {}));
  EXPECT_TRUE(refused([](Question& q) { q.limit = 1'000'000'000; }));
  EXPECT_TRUE(refused([](Question& q) { q.limit = 0; }));
  EXPECT_TRUE(refused([](Question& q) { q.offset = 4'000'000'000; }));
  EXPECT_TRUE(refused([](Question& q) { q.terms = {{.text = std::string(1 << 20, 'a')}}; }));
  EXPECT_TRUE(refused([](Question& q) { q.terms.resize(2'000); }));
  EXPECT_TRUE(refused([](Question& q) { q.filters.tags.resize(2'000, "x"); }));
  EXPECT_TRUE(refused([](Question& q) { q.without.authors.resize(2'000); }));
}

TEST_F(HostileQuestions, FindNothingForWhoeverSeesNothing) {
  Asker nobody;
  EXPECT_TRUE(index_.ask(IndexForTests::question("licens"), nobody).hits.empty());
  EXPECT_TRUE(index_.index().suggest("li", 10, nobody)->empty());
  EXPECT_TRUE(index_.index().similar("licens", "licens", {}, 10, nobody)->empty());
}

}  // namespace
}  // namespace fika::search
