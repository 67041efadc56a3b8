// SPDX-License-Identifier: GPL-3.0-or-later
// Texts, questions about them, and which texts people judged to answer which question. Documents
// and questions are named by their places in these lists.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::bench {

struct JudgedDocument {
  std::string title, text;
};

struct JudgedQuestion {
  std::string text;
  std::map<std::size_t, int> grades;  // document -> how well it answers; none below 1
};

struct Collection {
  std::string name;
  std::string language;       // en or sv: what the yardsticks' stemmers are told
  bool has_sections = false;  // of pages: their titles are those of the pages
  std::vector<JudgedDocument> documents;
  std::vector<JudgedQuestion> questions;  // each has an answer
};

// A folder with docs.tsv (id, title, text), queries.tsv (id, text) and qrels.tsv (question,
// document, grade). Questions without a grade above 0 are left out.
Result<Collection> read_judged_folder(const std::filesystem::path& folder, std::string_view name,
                                      std::string_view language);

Result<std::string> read_text_file(const std::filesystem::path& path);

}  // namespace fika::bench
