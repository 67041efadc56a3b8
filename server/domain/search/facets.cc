// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

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

// What was written before a community was merged into another may still be filed under its id.
Result<std::vector<search::FacetCount>> by_present(const Names& names,
                                                   const std::vector<search::FacetCount>& counted) {
  std::vector<search::FacetCount> present;
  for (const search::FacetCount& each : counted) {
    TRY(const Id id, names.present_community(Id::parse(each.value).value_or(Id())));
    const std::string value = id.text();
    const auto same = std::ranges::find(present, value, &search::FacetCount::value);
    if (same == present.end()) {
      present.push_back({value, each.count});
    } else {
      same->count += each.count;
    }
  }
  std::ranges::sort(present, std::ranges::greater(), [](const search::FacetCount& each) {
    return std::pair(each.count, each.value);
  });
  return present;
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
  TRY(const auto communities, by_present(names, counted.communities));
  CHECKED(put_counts(communities, *facets.mutable_communities(), community));
  CHECKED(put_counts(counted.authors, *facets.mutable_authors(), person));
  CHECKED(put_counts(counted.languages, *facets.mutable_languages(), itself));
  CHECKED(put_counts(counted.months, *facets.mutable_months(), itself));
  return facets;
}

}  // namespace fika::domain
