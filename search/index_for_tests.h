// SPDX-License-Identifier: GPL-3.0-or-later
// A small real index, and a colleague who asks it. Tests only.
#pragma once

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/check.h"
#include "search/filling.h"
#include "search/index.h"
#include "search/query_language.h"
#include "storage/temp_folder.h"

namespace fika::search {

inline constexpr std::int64_t kTestNowMs = 1'790'000'000'000;
inline constexpr std::int64_t kTestDayMs = 86'400'000;

inline storage::Scope organisation_scope() { return {.kind = 1, .id = {}}; }
inline storage::Scope community_scope(const Id& community) { return {.kind = 2, .id = community}; }

class IndexForTests {
 public:
  // Reading the list of words takes a third of a second, without optimisation.
  enum class Compounds { kWhole, kTakenApart };
  explicit IndexForTests(Compounds compounds = Compounds::kWhole) {
    options_.folder = folder_.path() / "index";
    if (compounds == Compounds::kWhole) options_.swedish_words.clear();
  }

  // A document of its own root in the organisation's scope; change it until the first question.
  Document& add(Kind kind, std::string title, std::string text = {}) {
    Document& document = documents_.emplace_back();
    document.kind = kind;
    document.id = document.root = Id::make(kTestNowMs - kTestDayMs);
    document.scope = organisation_scope();
    document.time_ms = kTestNowMs - kTestDayMs;
    document.title = std::move(title);
    document.text = std::move(text);
    return document;
  }

  const Index& index() {
    if (index_ != nullptr) return *index_;
    std::size_t at = 0;
    const auto next = [&](Document& document) {
      if (at == documents_.size()) return false;
      document = documents_[at++];
      return true;
    };
    FIKA_CHECK(fill_index(options_, next).has_value());
    auto opened = Index::open(options_, {});
    FIKA_CHECK(opened.has_value());
    index_ = *std::move(opened);
    return *index_;
  }

  // Everything that may be seen by a member.
  Asker member() const {
    return {.scopes = {organisation_scope()}, .may_see = [](const Id&) { return true; }};
  }

  static Question question(std::string_view typed) {
    const TypedQuery query = read_query(typed);
    Question question;
    question.terms = terms_of(query);
    question.filters = query.filters;
    question.without = query.without;
    question.order = query.order.value_or(Order::kRelevance);
    question.now_ms = kTestNowMs;
    return question;
  }

  Answer ask(const Question& question, const Asker& asker) {
    auto answer = index().ask(question, asker);
    FIKA_CHECK(answer.has_value());
    return *std::move(answer);
  }
  Answer ask(std::string_view typed) { return ask(question(typed), member()); }

  // The titles that are found, without marks, best first.
  std::vector<std::string> titles(std::string_view typed) { return titles_of(ask(typed)); }
  static std::vector<std::string> titles_of(const Answer& answer) {
    std::vector<std::string> titles;
    for (const Hit& hit : answer.hits) titles.push_back(plain(hit.title));
    return titles;
  }

  static std::string plain(const std::vector<Piece>& pieces) {
    std::string text;
    for (const Piece& piece : pieces) text += piece.text;
    return text;
  }
  // With brackets around what is marked.
  static std::string marked(const std::vector<Piece>& pieces) {
    std::string text;
    for (const Piece& piece : pieces) text += piece.is_marked ? "[" + piece.text + "]" : piece.text;
    return text;
  }

  const std::deque<Document>& documents() const { return documents_; }

 private:
  storage::TempFolder folder_;
  IndexOptions options_;
  std::deque<Document> documents_;  // whose references stay
  std::unique_ptr<Index> index_;
};

// Paragraphs of the handbooks that lie in tests/data, in two languages.
inline std::vector<std::string> handbook_paragraphs() {
  std::filesystem::path tree = std::filesystem::path(__FILE__).parent_path().parent_path();
  std::vector<std::filesystem::path> files;
  for (const char* book : {"handbook-sv", "handbook-en"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(tree / "tests/data" / book)) {
      if (entry.path().extension() == ".md") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::vector<std::string> paragraphs;
  for (const auto& file : files) {
    std::ifstream in(file);
    std::string line;
    while (std::getline(in, line)) {
      if (line.size() > 60) paragraphs.push_back(line);
    }
  }
  FIKA_CHECK(paragraphs.size() > 500);
  return paragraphs;
}

}  // namespace fika::search
