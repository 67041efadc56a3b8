// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/corpus.h"

#include <algorithm>
#include <cmath>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "tests/bench/relevance/collection.h"
#include "tests/bench/relevance/held_out.h"

namespace fika::bench {
namespace {

constexpr std::uint8_t kCommunityScope = 2;
constexpr std::int64_t kTwoYearsMs = 2LL * 365 * 24 * 60 * 60 * 1000;
constexpr std::size_t kOpenThreads = 400;
constexpr std::size_t kTags = 300;

Id numbered(std::string_view what, std::uint64_t number) {
  return Id::derive(kCorpusEndMs - kTwoYearsMs, fmt::format("{} {}", what, number));
}

void learn_all(const Collection& set, Chain& chain) {
  for (const JudgedDocument& each : set.documents) chain.learn(each.title + "\n" + each.text);
}

Status learn_chat(const std::filesystem::path& folder, Chain& chain) try {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& path : files) {
    TRY(const std::string lines, read_text_file(path));
    for (std::size_t begin = 0; begin < lines.size();) {
      const auto end = std::min(lines.find('\n', begin), lines.size());
      const auto line = boost::json::parse(lines.substr(begin, end - begin));
      chain.learn(std::string(line.as_object().at("text").as_string()));
      begin = end + 1;
    }
  }
  return {};
} catch (const std::exception& error) {
  return fail(Code::kInvalid, "{} is no folder of chat lines: {}.", folder.string(), error.what());
}

}  // namespace

Id corpus_community(std::size_t number) { return numbered("community", number); }
Id corpus_person(std::size_t number) { return numbered("person", number); }
storage::Scope corpus_scope_of(const Id& community) { return {kCommunityScope, community}; }

Result<std::unique_ptr<Corpus>> Corpus::load(const std::filesystem::path& data,
                                             std::uint64_t seed) {
  std::unique_ptr<Corpus> corpus(new Corpus(seed));
  TRY(const auto swequad, read_judged_folder(data / "relevance-swequad-sv", "swequad", "sv"));
  TRY(const auto swedish, read_headings(data / "handbook-sv", "en", "handbook-sv", "sv"));
  TRY(const auto english, read_headings(data / "handbook-en" / "pages", "", "handbook-en", "en"));
  TRY(const auto coffee,
      read_stack_exchange(data / "stackexchange-coffee" / "Posts.xml", "coffee"));
  learn_all(swequad, corpus->swedish_);
  learn_all(swedish, corpus->swedish_);
  learn_all(english, corpus->english_);
  learn_all(coffee, corpus->english_);
  CHECKED(learn_chat(data / "chat-irc", corpus->english_));
  if (!corpus->swedish_.seal() || !corpus->english_.seal()) {
    return fail(Code::kNotFound, "There are no texts in {}.", data.string());
  }
  return corpus;
}

std::size_t Corpus::mostly_first(std::size_t below) {
  const double place = std::uniform_real_distribution<double>(0, 1)(random_);
  return static_cast<std::size_t>(place * place * place * static_cast<double>(below));
}

std::size_t Corpus::from_to(std::size_t least, std::size_t most) {
  return least + random_() % (most - least + 1);
}

search::Document Corpus::next(std::size_t documents) {
  time_ms_ = kCorpusEndMs - kTwoYearsMs +
             static_cast<std::int64_t>(made_ % documents) *
                 (kTwoYearsMs / static_cast<std::int64_t>(documents));
  ++made_;
  const std::size_t draw = random_() % 100;
  search::Document document;
  if (page_sections_left_ > 0 || draw < 4) {
    document = page();
  } else if (draw < 14 || threads_.empty()) {
    document = thread();
  } else {
    document = message(threads_[random_() % threads_.size()]);
  }
  document.author = corpus_person(mostly_first(kPeople));
  document.time_ms = time_ms_;
  return document;
}

Corpus::Root Corpus::new_root(std::string_view what, std::size_t title_words) {
  const bool is_swedish = random_() % 2 == 0;
  return {.id = numbered(what, made_),
          .community = mostly_first(kCommunities),
          .is_swedish = is_swedish,
          .title = (is_swedish ? swedish_ : english_).words(title_words, random_)};
}

search::Document Corpus::document_in(const Root& root) {
  search::Document document;
  document.root = root.id;
  document.community = corpus_community(root.community);
  document.scope = corpus_scope_of(document.community);
  document.language = root.is_swedish ? "sv" : "en";
  document.title = root.title;
  return document;
}

search::Document Corpus::message(const Root& root) {
  const Chain& chain = root.is_swedish ? swedish_ : english_;
  search::Document document = document_in(root);
  document.id = numbered("message", made_);
  // Most messages are short and a few are long.
  const double length = std::exp(std::normal_distribution<double>(3.4, 0.8)(random_));
  document.text =
      chain.words(std::clamp<std::size_t>(static_cast<std::size_t>(length), 3, 400), random_);
  if (random_() % 12 == 0) document.holds.push_back(search::Has::kLink);
  if (random_() % 25 == 0) document.holds.push_back(search::Has::kFile);
  return document;
}

search::Document Corpus::thread() {
  Root root = new_root("thread", from_to(3, 9));
  search::Document document = message(root);
  document.kind = search::Kind::kThread;
  document.id = root.id;
  if (random_() % 3 == 0) document.states.push_back(search::State::kQuestion);
  document.authority = random_() % 8 == 0 ? 0.5 : 0;
  if (threads_.size() < kOpenThreads) {
    threads_.push_back(std::move(root));
  } else {
    threads_[random_() % threads_.size()] = std::move(root);
  }
  return document;
}

search::Document Corpus::page() {
  if (page_sections_left_ == 0) {
    page_ = new_root("page", from_to(2, 6));
    page_sections_left_ = from_to(1, 8);
  }
  --page_sections_left_;
  const Chain& chain = page_.is_swedish ? swedish_ : english_;
  search::Document document = document_in(page_);
  document.kind = search::Kind::kPage;
  document.id = page_.id;
  document.anchor = fmt::format("s{}", page_sections_left_);
  document.heading = chain.words(from_to(1, 5), random_);
  document.text = chain.words(from_to(60, 350), random_);
  document.tags.push_back(fmt::format("tag{}", mostly_first(kTags)));
  document.authority = static_cast<double>(random_() % 5) / 5;
  return document;
}

}  // namespace fika::bench
