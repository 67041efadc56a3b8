// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/collection.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace fika::bench {
namespace {

using Row = std::vector<std::string>;

// Lines of exactly `width` fields between tabs.
Result<std::vector<Row>> read_table(const std::filesystem::path& path, std::size_t width) {
  std::ifstream file(path);
  if (!file) return fail(Code::kNotFound, "{} cannot be read.", path.string());
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    Row row;
    std::size_t begin = 0;
    for (std::size_t tab = 0; row.size() + 1 < width; begin = tab + 1) {
      tab = line.find('\t', begin);
      if (tab == std::string::npos) break;
      row.push_back(line.substr(begin, tab - begin));
    }
    row.push_back(line.substr(begin));
    if (row.size() != width) {
      return fail(Code::kInvalid, "Line {} of {} has not {} fields.", rows.size() + 1,
                  path.string(), width);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(Code::kNotFound, "{} cannot be read.", path.string());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<Collection> read_judged_folder(const std::filesystem::path& folder, std::string_view name,
                                      std::string_view language) {
  TRY(auto documents, read_table(folder / "docs.tsv", 3));
  TRY(auto questions, read_table(folder / "queries.tsv", 2));
  TRY(const auto judgments, read_table(folder / "qrels.tsv", 3));
  Collection set;
  set.name = name;
  set.language = language;
  std::unordered_map<std::string, std::size_t> document_places;
  for (Row& row : documents) {
    document_places.emplace(std::move(row[0]), set.documents.size());
    set.documents.push_back({.title = std::move(row[1]), .text = std::move(row[2])});
  }
  std::unordered_map<std::string, std::size_t> question_places;
  for (Row& row : questions) {
    question_places.emplace(std::move(row[0]), set.questions.size());
    set.questions.push_back({.text = std::move(row[1]), .grades = {}});
  }
  for (const Row& row : judgments) {
    const auto question = question_places.find(row[0]);
    const auto document = document_places.find(row[1]);
    int grade = 0;
    const auto [end, error] = std::from_chars(row[2].data(), row[2].data() + row[2].size(), grade);
    if (question == question_places.end() || document == document_places.end() ||
        error != std::errc() || end != row[2].data() + row[2].size()) {
      return fail(Code::kInvalid, "{} judges what is not there: {} {} {}.", folder.string(), row[0],
                  row[1], row[2]);
    }
    if (grade > 0) set.questions[question->second].grades[document->second] = grade;
  }
  std::erase_if(set.questions, [](const JudgedQuestion& each) { return each.grades.empty(); });
  return set;
}

}  // namespace fika::bench
