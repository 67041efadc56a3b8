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

// A hash of all that the document comes from but its authority: two with the same are the same.
std::string content_of(const Document& document, const EntityName& maker);
// The value of slot::kAuthority.
std::string authority_value(double authority);
// Whether the library takes all its terms. It throws only in the midst of writing, and then all
// that waits to be written is lost.
bool is_storable(const Xapian::Document& stored);

// Remembers the forms of the words it has seen, as most words come again. One thread.
class TermMaker {
 public:
  explicit TermMaker(const Analyser& analyser) : analyser_(analyser) {}

  // `content` is content_of() it.
  Xapian::Document make(const Document& document, const EntityName& maker,
                        const std::string& content);

 private:
  class Fields;
  const Forms& forms_of(const Word& word);

  const Analyser& analyser_;
  std::unordered_map<std::string, Forms> known_;
};

}  // namespace fika::search
