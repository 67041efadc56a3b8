// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/search_subject.h"

#include <fstream>
#include <string>
#include <xapian.h>

#include "search/kept_text.h"

namespace fika::storage {
namespace {

Xapian::Database current_of(const std::filesystem::path& folder) {
  std::ifstream file(folder / "current");
  std::string name;
  FIKA_CHECK(static_cast<bool>(file >> name));
  return Xapian::Database((folder / name).string());
}

}  // namespace

std::multiset<std::string> spelt_out(const std::filesystem::path& folder) {
  const Xapian::Database database = current_of(folder);
  std::multiset<std::string> all;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    std::string text = document.get_data();
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      text += '\n' + *term + ' ' + std::to_string(term.get_wdf());
      for (auto place = term.positionlist_begin(); place != term.positionlist_end(); ++place) {
        text += ' ' + std::to_string(*place);
      }
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      text += '\n' + std::to_string(value.get_valueno()) + '=' + *value;
    }
    all.insert(std::move(text));
  }
  return all;
}

std::set<Id> SearchSubject::messages(const std::filesystem::path& folder) {
  const Xapian::Database database = current_of(folder);
  std::set<Id> all;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const auto kept = search::decode_kept_text(database.get_document(*at).get_data());
    FIKA_CHECK(kept.has_value());
    FIKA_CHECK(all.insert(kept->id).second);
  }
  return all;
}

}  // namespace fika::storage
