// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/document_text.h"

#include <algorithm>
#include <string>
#include <utility>

namespace fika::domain {

void put_text(search::Document& document, render::PlainText&& plain) {
  document.text = std::move(plain.text);
  document.code = std::move(plain.code);
  const auto hold = [&](bool is_so, search::Has what) {
    if (is_so && std::ranges::find(document.holds, what) == document.holds.end())
      document.holds.push_back(what);
  };
  hold(plain.has_file, search::Has::kFile);
  hold(plain.has_link, search::Has::kLink);
  hold(plain.has_picture, search::Has::kPicture);
  hold(!document.code.empty(), search::Has::kCode);
}

double authority_of(const Voices& voices) {
  const auto counted = [](std::size_t count) {
    return static_cast<double>(std::min(count, kVoicesMax));
  };
  const double sum = 0.5 * counted(voices.helped) + 0.2 * counted(voices.linked) +
                     (voices.is_accepted ? 1.0 : 0.0);
  return sum / (1.0 + sum);
}

Result<std::size_t> count_voices(const storage::Reader& reader, const storage::IndexTable& table,
                                 std::string_view prefix) {
  std::size_t count = 0;
  const storage::Range range{.prefix = std::string(prefix), .bound = {}};
  CHECKED(storage::scan_index(reader, table, range, [&](std::string_view, std::string_view) {
    return ++count < kVoicesMax;
  }));
  return count;
}

}  // namespace fika::domain
