// SPDX-License-Identifier: GPL-3.0-or-later
// A search::Document as the index stores it: schema.h in code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <xapian.h>

#include "search/analysis.h"
#include "search/document_row.h"

namespace fika::search {

// Remembers the forms of the words it has seen, as most words come again. One thread.
class TermMaker {
 public:
  explicit TermMaker(const Analyser& analyser) : analyser_(analyser) {}

  Xapian::Document make(const Document& document, const EntityName& maker);

 private:
  class Fields;
  const Forms& forms_of(const Word& word);

  const Analyser& analyser_;
  std::unordered_map<std::string, Forms> known_;
};

}  // namespace fika::search
