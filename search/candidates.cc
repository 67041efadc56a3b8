// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "search/candidates_xapian.h"
#include "search/question_tree_xapian.h"
#include "search/schema.h"

namespace fika::search {
namespace {

constexpr std::size_t kIdBytes = 16;

}  // namespace

bool Sight::may_see(const Id& root) {
  const auto [known, is_new] = known_.try_emplace(root, false);
  if (is_new) known->second = asker_.may_see(root);
  return known->second;
}

Candidates::Candidates(const Xapian::Database& database, Sight& sight, Search search)
    : database_(database), sight_(sight), search_(std::move(search)) {}

const std::vector<Candidate>& Candidates::gather(std::size_t count) {
  while (found_.size() < count && stage_ < search_.stages.size()) {
    // In the order of time the hits of two stages would not be in one order.
    if (stage_ > 0 && search_.order != Order::kRelevance && !found_.empty()) break;
    // A few more than needed, for those that have to be left out.
    std::size_t wanted = count + count / 8 + 4;
    while (take(search_.stages[stage_], static_cast<Xapian::doccount>(wanted)) &&
           found_.size() < count) {
      wanted *= 4;
    }
    if (found_.size() < count) ++stage_;
  }
  return found_;
}

bool Candidates::take(const Xapian::Query& stage, Xapian::doccount wanted) {
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(word_weight());
  enquire.set_query(stage);
  if (search_.is_one_a_root) enquire.set_collapse_key(slot::kRoot);
  if (search_.order != Order::kRelevance) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot::kTime, search_.order == Order::kNewest);
  }
  const Xapian::MSet found = enquire.get_mset(0, wanted, 0, nullptr, search_.decider);
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    Candidate candidate;
    candidate.document = *hit;
    candidate.weight = hit.get_weight();
    candidate.stage = stage_;
    const std::string root =
        search_.is_one_a_root ? hit.get_collapse_key() : hit.get_document().get_value(slot::kRoot);
    if (root.size() != kIdBytes) continue;
    if (!taken_.insert(search_.is_one_a_root ? root : std::to_string(candidate.document)).second) {
      continue;
    }
    candidate.root = Id::from_bytes(root);
    candidate.more = search_.is_one_a_root ? hit.get_collapse_count() : 0;
    if (sight_.may_see(candidate.root)) found_.push_back(candidate);
  }
  return found.size() == wanted;
}

}  // namespace fika::search
