// SPDX-License-Identifier: GPL-3.0-or-later
// Redirects against the aliases of their scopes, and merges on their way against what is told of
// them.
#include <fika/store/v1/domain.pb.h>

#include "server/domain/checks.h"
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/merging.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;

class MergesCheck {
 public:
  MergesCheck(const storage::Reader& reader, storage::Findings& findings)
      : reader_(reader), findings_(findings) {}

  Status run() {
    CHECKED(each_entity<v1::Community>(
        reader_, [this](const v1::Community& community) { return see_community(community); }));
    CHECKED(each_row(reader_, findings_, kMerges, {.key_min = kIdBytes, .key_max = kIdBytes},
                     [this](Text key, Text value) { return see_merge(key, value); }));
    return each_row(reader_, findings_, kMergeTargets, row_form(2 * kIdBytes, 0),
                    [this](Text key, Text) { return see_target(key); });
  }

 private:
  using Text = std::string_view;

  Status see_community(const v1::Community& community) {
    const Id id = id_or_nil(community.id());
    TRY(const storage::Scope scope, storage::present_scope(reader_, community_scope(id)));
    TRY(const bool is_going, has_index(reader_, kMerges, id.bytes()));
    if (is_going != community.has_merge()) {
      findings_.add("A community is said to be merged and is not, or the other way", id.text());
    }
    if (community.merged_into().empty()) {
      if (scope.id != id) {
        findings_.add("What is filed under a community is in another's scope", id.text());
      }
      return {};
    }
    TRY(const auto into, storage::find<v1::Community>(reader_, id_or_nil(community.merged_into())));
    if (!into || !into->merged_into().empty() || scope.id.text() != community.merged_into()) {
      findings_.add("A merged community does not lead to where it went", id.text());
    }
    if (is_going) return {};
    bool is_empty = true;
    CHECKED(storage::for_each<v1::Member>(reader_, id, {},
                                          [&](v1::Member&&) { return is_empty = false; }));
    if (!is_empty) findings_.add("A merged community has members left", id.text());
    return {};
  }

  Status see_merge(Text key, Text value) {
    TRY(const auto merge, row_as<store::v1::StoredMerge>(value));
    TRY(const bool has_target, has_index(reader_, kMergeTargets, merge.into() + std::string(key)));
    TRY(const auto community, storage::find<v1::Community>(reader_, Id::from_bytes(key)));
    if (!has_target || !community) {
      findings_.add("A community is being merged into one that does not know",
                    Id::from_bytes(key).text());
    }
    return {};
  }
  Status see_target(Text key) {
    TRY(const auto merge,
        storage::find_index_as<store::v1::StoredMerge>(reader_, kMerges, key.substr(kIdBytes)));
    if (!merge || merge->into() != key.substr(0, kIdBytes)) {
      findings_.add("A community waits for another that does not come",
                    Id::from_bytes(key.substr(0, kIdBytes)).text());
    }
    return {};
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
};

}  // namespace

Status check_merges(const storage::Reader& reader, storage::Findings& findings) {
  return MergesCheck(reader, findings).run();
}

}  // namespace fika::domain
