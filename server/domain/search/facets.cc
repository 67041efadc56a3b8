// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <string>

#include "base/text.h"
#include "server/domain/search/hits.h"

namespace fika::domain {
namespace {

using Counts = google::protobuf::RepeatedPtrField<v1::SearchCount>;
using Label = std::function<Result<std::string>(const std::string& value)>;

Status put_counts(const std::vector<search::FacetCount>& counted, Counts& into,
                  const Label& label) {
  for (const search::FacetCount& each : counted) {
    v1::SearchCount& count = *into.Add();
    count.set_value(each.value);
    count.set_count(each.count);
    TRY(*count.mutable_label(), label(each.value));
  }
  return {};
}

// As a condition says it: kind:page.
std::string word_of(std::string_view letter) {
  if (letter.size() != 1) return {};
  switch (static_cast<search::Kind>(letter.front())) {
    case search::Kind::kMessage:
      return "message";
    case search::Kind::kThread:
      return "thread";
    case search::Kind::kPage:
      return "page";
    case search::Kind::kPerson:
      return "person";
    case search::Kind::kCommunity:
      return "community";
    case search::Kind::kFile:
      return "file";
  }
  return {};
}

}  // namespace

Result<v1::SearchFacets> facets_of(Names& names, const search::Facets& counted) {
  const Label itself = [](const std::string&) { return std::string(); };
  const Label person = [&](const std::string& id) {
    return names.of_person(Id::parse(id).value_or(Id()));
  };
  const Label community = [&](const std::string& id) {
    return names.of_community(Id::parse(id).value_or(Id()));
  };
  v1::SearchFacets facets;
  facets.set_count(counted.count);
  facets.set_more(counted.is_more);
  CHECKED(put_counts(counted.kinds, *facets.mutable_kinds(), itself));
  for (v1::SearchCount& kind : *facets.mutable_kinds()) kind.set_value(word_of(kind.value()));
  CHECKED(put_counts(counted.communities, *facets.mutable_communities(), community));
  CHECKED(put_counts(counted.authors, *facets.mutable_authors(), person));
  CHECKED(put_counts(counted.languages, *facets.mutable_languages(), itself));
  CHECKED(put_counts(counted.months, *facets.mutable_months(), itself));
  return facets;
}

}  // namespace fika::domain
