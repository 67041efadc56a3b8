// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/documents.h"

#include "server/domain/files/files.h"

namespace fika::domain {
namespace {

// So that what a hit shows of a long text is near the words that were looked for.
constexpr std::size_t kPartBytes = 8 * 1024;
// A holder is taken in anew whenever it changes: the files beyond these are found by name.
constexpr std::size_t kPartsOfHolderMax = 200;

// The next part, which then is gone from `rest`: to a blank, or at least to a whole sign.
std::string_view take_part(std::string_view& rest) {
  std::size_t end = rest.size();
  if (end > kPartBytes) {
    const std::size_t blank = rest.find_last_of(" \n", kPartBytes);
    end = blank == rest.npos || blank < kPartBytes / 2 ? kPartBytes : blank + 1;
    while (end > 0 && (rest[end] & '\xc0') == '\x80') --end;
  }
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end);
  return part;
}

}  // namespace

Status add_file_documents(const storage::Reader& reader, const search::Document& holder,
                          const std::vector<v1::File>& files, std::vector<search::Document>& out) {
  std::size_t parts = 0;
  for (const v1::File& file : files) {
    search::Document document;
    document.kind = search::Kind::kFile;
    TRY(document.id, Id::parse(file.id()));
    document.root = holder.root;
    document.scope = holder.scope;
    document.community = holder.community;
    document.author = holder.author;
    document.time_ms = holder.time_ms;
    document.title = file.name();
    if (file.media_type().starts_with("image/")) document.holds.push_back(search::Has::kPicture);
    document.holds.push_back(search::Has::kFile);
    std::string words;
    if (parts < kPartsOfHolderMax) {
      TRY(words, words_of_file(reader, document.id));
    }
    std::string_view rest = words;
    std::size_t number = 1;
    do {
      search::Document& part = out.emplace_back(document);
      if (number > 1) part.anchor = std::to_string(number);
      part.text = take_part(rest);
      ++number;
      ++parts;
    } while (!rest.empty() && parts < kPartsOfHolderMax);
  }
  return {};
}

}  // namespace fika::domain
