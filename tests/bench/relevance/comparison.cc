// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/comparison.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace fika::bench {
namespace {

struct Measure {
  const char* name;
  double Quality::* value;
};

constexpr std::array kMeasures{Measure{"nDCG@10", &Quality::ndcg_at_10},
                               Measure{"MRR@10", &Quality::mrr_at_10},
                               Measure{"recall@50", &Quality::recall_at_50}};

std::vector<double> values_of(std::span<const Quality> each, double Quality::* value) {
  std::vector<double> values;
  for (const Quality& one : each) values.push_back(one.*value);
  return values;
}

std::string beginning(std::string_view text) {
  constexpr std::size_t kBytes = 90;
  std::size_t end = std::min(text.size(), kBytes);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  std::string line(text.substr(0, end));
  std::ranges::replace(line, '\n', ' ');
  return line;
}

}  // namespace

Result<std::vector<Measured>> measure(const Collection& set,
                                      std::span<const std::unique_ptr<Engine>> engines) {
  std::vector<Measured> measured;
  for (const auto& engine : engines) {
    CHECKED(engine->take_in(set));
    Measured& one = measured.emplace_back(Measured{std::string(engine->name()), {}});
    for (const JudgedQuestion& question : set.questions) {
      TRY(const auto ranked, engine->rank(question.text));
      one.each.push_back(quality_of(question, ranked));
    }
  }
  return measured;
}

void print_heading(std::span<const std::unique_ptr<Engine>> engines) {
  fmt::print("| set | documents | questions | measure |");
  for (std::size_t at = 0; at < engines.size(); ++at) {
    fmt::print(" {} |{}", engines[at]->name(), at > 0 ? " p |" : "");
  }
  fmt::print("\n| --- | --- | --- | --- |");
  for (std::size_t at = 0; at < engines.size(); ++at)
    fmt::print("{}", at > 0 ? " --- | --- |" : " --- |");
  fmt::print("\n");
}

void print_rows(const Collection& set, std::span<const Measured> measured) {
  for (const Measure& measure : kMeasures) {
    fmt::print("| {} | {} | {} | {} |", set.name, set.documents.size(), set.questions.size(),
               measure.name);
    for (std::size_t at = 0; at < measured.size(); ++at) {
      fmt::print(" {:.3f} |", mean_of(measured[at].each).*measure.value);
      if (at == 0) continue;
      const double chance = chance_of_difference(values_of(measured[0].each, measure.value),
                                                 values_of(measured[at].each, measure.value));
      fmt::print(" {} |", chance < 0.0001 ? "< 0.0001" : fmt::format("{:.4f}", chance));
    }
    fmt::print("\n");
  }
  std::fflush(stdout);
}

Status print_worst(const Collection& set, std::span<const std::unique_ptr<Engine>> engines,
                   std::span<const Measured> measured, std::size_t count) {
  constexpr std::size_t kShown = 3;
  if (measured.size() < 2) return {};
  std::vector<std::size_t> order(set.questions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto behind = [&](std::size_t at) {
    return measured[0].each[at].ndcg_at_10 - measured[1].each[at].ndcg_at_10;
  };
  std::ranges::sort(order, {}, [&](std::size_t at) { return std::pair(behind(at), at); });
  for (std::size_t at = 0; at < std::min(count, order.size()); ++at) {
    const JudgedQuestion& question = set.questions[order[at]];
    fmt::print("\n{:+.3f} \"{}\"\n", behind(order[at]), question.text);
    for (const auto& [document, grade] : question.grades) {
      fmt::print("    right ({}): {} / {}\n", grade, set.documents[document].title,
                 beginning(set.documents[document].text));
    }
    for (std::size_t engine = 0; engine < 2; ++engine) {
      TRY(const auto ranked, engines[engine]->rank(question.text));
      for (std::size_t place = 0; place < std::min(ranked.size(), kShown); ++place) {
        const JudgedDocument& document = set.documents[ranked[place]];
        fmt::print("    {} {}{}: {} / {}\n", engines[engine]->name(), place + 1,
                   question.grades.contains(ranked[place]) ? " right" : "", document.title,
                   beginning(document.text));
      }
    }
  }
  return {};
}

}  // namespace fika::bench
