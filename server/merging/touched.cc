// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/touched.h"

#include <algorithm>

#include "server/merging/characters.h"
#include "server/merging/sentences.h"

namespace fika::merging {
namespace {

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    if (here.sign != Sign::kSpace && here.sign != Sign::kNewline) return false;
    at += here.size;
  }
  return true;
}

class Sentences {
 public:
  explicit Sentences(std::string_view text) : text_(text), all_(sentences_of(text)) {}

  const std::vector<Range>& all() const { return all_; }
  std::string_view text() const { return text_; }
  // The first that ends behind `at`.
  std::size_t after(std::size_t at) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(all_, at, {}, &Range::end) -
                                    all_.begin());
  }
  // Whether `at` lies within one, with words of it on both sides.
  bool splits(std::size_t at) const {
    const std::size_t here = after(at);
    return here < all_.size() && all_[here].begin < at;
  }

 private:
  const std::string_view text_;
  const std::vector<Range> all_;
};

class Marks {
 public:
  Marks(std::string_view base, std::string_view merged) : base_(base), merged_(merged) {
    is_by_.resize(merged_.all().size());
  }

  void see(const Change& change) {
    const Range& now = change.merged;
    if (!is_blank(now.of(merged_.text()))) {
      const std::size_t end = merged_.all().size();
      for (std::size_t i = merged_.after(now.begin); i < end && merged_.all()[i].begin < now.end;
           ++i) {
        mark(i, change);
      }
    }
    if (is_blank(change.base.of(base_.text()))) return;
    // What is left of a sentence that lost its end, or its beginning.
    if (base_.splits(change.base.begin)) mark_before(now.begin, change);
    if (base_.splits(change.base.end)) mark(merged_.after(now.end), change);
  }
  std::vector<Range> of_both() const {
    std::vector<Range> found;
    for (std::size_t i = 0; i < is_by_.size(); ++i) {
      if (is_by_[i].yours && is_by_[i].theirs) found.push_back(merged_.all()[i]);
    }
    return found;
  }

 private:
  struct By {
    bool yours = false, theirs = false;
  };

  void mark(std::size_t sentence, const Change& change) {
    if (sentence >= is_by_.size()) return;
    (change.is_theirs ? is_by_[sentence].theirs : is_by_[sentence].yours) = true;
  }
  void mark_before(std::size_t at, const Change& change) {
    const auto& all = merged_.all();
    const auto found = std::ranges::lower_bound(all, at, {}, &Range::begin);
    if (found != all.begin()) mark(static_cast<std::size_t>(found - all.begin()) - 1, change);
  }

  const Sentences base_, merged_;
  std::vector<By> is_by_;
};

}  // namespace

std::vector<Range> touched_sentences(std::string_view base, std::string_view merged,
                                     const std::vector<Change>& changes) {
  const auto is_theirs = [](const Change& change) { return change.is_theirs; };
  if (std::ranges::all_of(changes, is_theirs) || std::ranges::none_of(changes, is_theirs)) {
    return {};
  }
  Marks marks(base, merged);
  for (const Change& change : changes) marks.see(change);
  return marks.of_both();
}

}  // namespace fika::merging
