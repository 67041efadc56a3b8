// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/held_out.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "tests/bench/relevance/markup.h"

namespace fika::bench {
namespace {

constexpr std::size_t kLeastTextBytes = 120;

bool is_within(const std::filesystem::path& path, std::string_view folder) {
  return std::ranges::any_of(path, [folder](const auto& part) { return part == folder; });
}

// The value of name="..." in a row of the dump, without entities.
std::optional<std::string> attribute(std::string_view row, std::string_view name) {
  const std::string begin = " " + std::string(name) + "=\"";
  const auto at = row.find(begin);
  if (at == std::string_view::npos) return std::nullopt;
  const auto from = at + begin.size();
  return without_entities(row.substr(from, row.find('"', from) - from));
}

}  // namespace

Result<Collection> read_headings(const std::filesystem::path& folder, std::string_view left_out,
                                 std::string_view name, std::string_view language) try {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto& path = entry.path();
    if (path.extension() == ".md" && path.filename() != "README.md" &&
        (left_out.empty() || !is_within(path.lexically_relative(folder), left_out))) {
      files.push_back(path);
    }
  }
  std::ranges::sort(files);
  Collection set;
  set.name = name;
  set.language = language;
  set.has_sections = true;
  std::map<std::string, std::vector<std::size_t>> places;
  for (const auto& path : files) {
    TRY(const std::string markdown, read_text_file(path));
    MarkdownPage page = read_markdown(markdown);
    for (Section& section : page.sections) {
      if (trim(section.text).empty()) continue;
      if (section.heading.find(' ') != std::string::npos &&
          section.text.size() >= kLeastTextBytes) {
        places[to_lower_ascii(section.heading)].push_back(set.documents.size());
      }
      set.documents.push_back({.title = page.title, .text = std::move(section.text)});
    }
  }
  for (const auto& [heading, documents] : places) {
    if (documents.size() == 1) {
      set.questions.push_back({.text = heading, .grades = {{documents.front(), 1}}});
    }
  }
  return set;
} catch (const std::filesystem::filesystem_error& error) {
  return fail(Code::kNotFound, "{} cannot be read: {}.", folder.string(), error.what());
}

Result<Collection> read_stack_exchange(const std::filesystem::path& posts, std::string_view name) {
  TRY(const std::string dump, read_text_file(posts));
  Collection set;
  set.name = name;
  set.language = "en";
  struct Asked {
    JudgedQuestion question;
    std::string accepted;
    bool is_answered = false;
  };
  std::map<std::string, Asked> asked;
  std::string_view rest = dump;
  for (auto at = rest.find("<row "); at != std::string_view::npos; at = rest.find("<row ")) {
    rest.remove_prefix(at);
    const std::string_view row = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(row.size());
    const std::string type = attribute(row, "PostTypeId").value_or("");
    const std::string id = attribute(row, "Id").value_or("");
    const std::size_t place = set.documents.size();
    if (type == "1") {
      asked[id] = {
          .question = {.text = attribute(row, "Title").value_or(""), .grades = {{place, 1}}},
          .accepted = attribute(row, "AcceptedAnswerId").value_or("")};
    } else if (type == "2") {
      Asked& parent = asked[attribute(row, "ParentId").value_or("")];
      parent.question.grades[place] = parent.accepted == id ? 2 : 1;
      parent.is_answered = true;
    } else {
      continue;
    }
    set.documents.push_back(
        {.title = "", .text = plain_of_html(attribute(row, "Body").value_or(""))});
  }
  for (auto& [id, each] : asked) {
    if (each.is_answered && !each.question.text.empty()) {
      set.questions.push_back(std::move(each.question));
    }
  }
  return set;
}

}  // namespace fika::bench
