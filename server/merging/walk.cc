// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/walk.h"

#include <algorithm>

namespace fika::merging {
namespace {

// One person's edits, in order.
class Side {
 public:
  explicit Side(const std::vector<Edit>& edits) : edits_(edits) {}

  bool is_done() const { return next_ == edits_.size(); }
  std::size_t begin() const { return edits_[next_].before.begin; }
  // Where the place `base` of the base is now, when all edits before it have been taken.
  std::size_t place_of(std::size_t base) const { return base + added_ - removed_; }
  // Takes the next edit if it begins at `end` or before, and moves `end` behind it.
  bool take(std::size_t& end) {
    if (is_done() || begin() > end) return false;
    const Edit& edit = edits_[next_++];
    end = std::max(end, edit.before.end);
    added_ += edit.after.size();
    removed_ += edit.before.size();
    return true;
  }

 private:
  const std::vector<Edit>& edits_;
  std::size_t next_ = 0;
  std::size_t added_ = 0, removed_ = 0;
};

bool is_same(Numbers one, Range range, Numbers other, Range other_range) {
  return std::ranges::equal(one.subspan(range.begin, range.size()),
                            other.subspan(other_range.begin, other_range.size()));
}

// What both sides begin or end with alike is no part of what must be chosen.
void add_clash(const Sequences& all, Step clash, std::vector<Step>& steps) {
  Range& yours = clash.yours;
  Range& theirs = clash.theirs;
  Step before{Origin::kBoth,
              {clash.base.begin, clash.base.begin},
              {yours.begin, yours.begin},
              {theirs.begin, theirs.begin}};
  Step after{Origin::kBoth,
             {clash.base.end, clash.base.end},
             {yours.end, yours.end},
             {theirs.end, theirs.end}};
  while (!yours.is_empty() && !theirs.is_empty() &&
         all.yours[yours.begin] == all.theirs[theirs.begin]) {
    before.yours.end = ++yours.begin;
    before.theirs.end = ++theirs.begin;
  }
  while (!yours.is_empty() && !theirs.is_empty() &&
         all.yours[yours.end - 1] == all.theirs[theirs.end - 1]) {
    after.yours.begin = --yours.end;
    after.theirs.begin = --theirs.end;
  }
  if (!before.yours.is_empty()) steps.push_back(before);
  steps.push_back(clash);
  if (!after.yours.is_empty()) steps.push_back(after);
}

}  // namespace

std::vector<Step> steps_of(const Sequences& all, const std::vector<Edit>& yours,
                           const std::vector<Edit>& theirs) {
  std::vector<Step> steps;
  Side mine(yours), other(theirs);
  std::size_t at = 0;
  const auto keep_until = [&](std::size_t end) {
    if (end == at) return;
    steps.push_back({Origin::kBase,
                     {at, end},
                     {mine.place_of(at), mine.place_of(end)},
                     {other.place_of(at), other.place_of(end)}});
    at = end;
  };
  while (!mine.is_done() || !other.is_done()) {
    std::size_t end = mine.is_done()    ? other.begin()
                      : other.is_done() ? mine.begin()
                                        : std::min(mine.begin(), other.begin());
    keep_until(end);
    Step step{Origin::kClash, {at, at}, {mine.place_of(at), 0}, {other.place_of(at), 0}};
    bool is_mine = false, is_other = false;
    for (bool goes_on = true; goes_on;) {
      const bool took_mine = mine.take(end);
      const bool took_other = other.take(end);
      is_mine = is_mine || took_mine;
      is_other = is_other || took_other;
      goes_on = took_mine || took_other;
    }
    step.base.end = at = end;
    step.yours.end = mine.place_of(end);
    step.theirs.end = other.place_of(end);
    if (!is_other) {
      step.origin = Origin::kYours;
    } else if (!is_mine) {
      step.origin = Origin::kTheirs;
    } else if (is_same(all.yours, step.yours, all.theirs, step.theirs)) {
      step.origin = Origin::kBoth;
    }
    if (step.origin == Origin::kClash) {
      add_clash(all, step, steps);
    } else {
      steps.push_back(step);
    }
  }
  keep_until(all.base.size());
  return steps;
}

}  // namespace fika::merging
