// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "search/hits_xapian.h"
#include "search/kept_text.h"
#include "search/schema.h"

namespace fika::search {
namespace {

Id id_in(const std::string& value) {
  return value.size() == Id{}.bytes().size() ? Id::from_bytes(value) : Id{};
}

std::int64_t time_in(const std::string& value) {
  return value.empty() ? 0 : static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
}

// "2026-09", UTC; empty of no time.
std::string month_text(const std::string& value) {
  namespace chrono = std::chrono;
  if (value.empty()) return {};
  const chrono::year_month_day day{chrono::floor<chrono::days>(
      chrono::sys_time<chrono::milliseconds>{chrono::milliseconds{time_in(value)}})};
  return fmt::format("{:04}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()));
}

using Counts = std::map<std::string, std::uint32_t>;

// The most frequent first.
std::vector<FacetCount> sorted(const Counts& counts) {
  std::vector<FacetCount> sorted;
  sorted.reserve(counts.size());
  for (const auto& [value, count] : counts) sorted.push_back({value, count});
  std::ranges::sort(sorted, [](const FacetCount& a, const FacetCount& b) {
    return std::tie(b.count, a.value) < std::tie(a.count, b.value);
  });
  return sorted;
}

// Counts what stands in a slot of these documents, which are in their order.
template <class Text>
Counts count(const Xapian::Database& database, const std::vector<Xapian::docid>& documents,
             Xapian::valueno slot, const Text& text) {
  Counts counts;
  auto value = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  for (const Xapian::docid document : documents) {
    if (value != end && value.get_docid() < document) value.skip_to(document);
    if (value == end) break;
    if (value.get_docid() != document) continue;
    if (std::string key = text(*value); !key.empty()) ++counts[std::move(key)];
  }
  return counts;
}

}  // namespace

Result<Hit> hit_of(const Xapian::Database& database, const Candidate& candidate, Marks& marks) {
  const Xapian::Document document = database.get_document(candidate.document);
  TRY(KeptText kept, decode_kept_text(document.get_data()));
  Hit hit;
  hit.id = kept.id;
  hit.root = candidate.root;
  hit.anchor = std::move(kept.anchor);
  hit.heading = std::move(kept.heading);
  hit.title = marks.title(kept.title);
  hit.snippet = marks.snippet(kept.text);
  hit.more_of_root = candidate.more;
  const std::string scope = document.get_value(slot::kScope);
  if (!scope.empty()) hit.scope = storage::scope_from_bytes(scope);
  const std::string standing = document.get_value(slot::kStanding);
  if (!standing.empty()) hit.kind = static_cast<Kind>(standing.front());
  for (std::size_t i = 1; i < standing.size(); ++i) {
    hit.states.push_back(static_cast<State>(standing[i]));
  }
  hit.community = id_in(document.get_value(slot::kCommunity));
  hit.author = id_in(document.get_value(slot::kAuthor));
  hit.time_ms = time_in(document.get_value(slot::kTime));
  hit.language = document.get_value(slot::kLanguage);
  return hit;
}

Facets facets_of(const Xapian::Database& database, const std::vector<Candidate>& found) {
  std::vector<Xapian::docid> documents;
  documents.reserve(found.size());
  for (const Candidate& candidate : found) documents.push_back(candidate.document);
  std::ranges::sort(documents);
  const auto id_text = [](const std::string& value) { return id_in(value).text(); };
  const auto counted = [&](Xapian::valueno slot, const auto& text) {
    return sorted(count(database, documents, slot, text));
  };
  Facets facets;
  facets.count = static_cast<std::uint32_t>(found.size());
  facets.kinds =
      counted(slot::kStanding, [](const std::string& value) { return value.substr(0, 1); });
  facets.communities = counted(slot::kCommunity, id_text);
  facets.authors = counted(slot::kAuthor, id_text);
  facets.languages = counted(slot::kLanguage, [](const std::string& value) { return value; });
  facets.months = counted(slot::kTime, month_text);
  std::ranges::sort(facets.months, std::ranges::greater{}, &FacetCount::value);
  return facets;
}

}  // namespace fika::search
