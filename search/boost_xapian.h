// SPDX-License-Identifier: GPL-3.0-or-later
// What a document weighs by itself, whatever was asked: how new it is, how much it has helped,
// whether it still holds. Goes with AND_MAYBE, so that it finds nothing.
#pragma once

#include <cstdint>
#include <string>
#include <xapian.h>

namespace fika::search {

class Boost : public Xapian::PostingSource {
 public:
  // `scale`: the most that the words of the question can weigh; the boosts are shares of it.
  Boost(std::int64_t now_ms, double scale);

  void init(const Xapian::Database& database) override;
  void next(double weight_min) override;
  void skip_to(Xapian::docid wanted, double weight_min) override;
  bool check(Xapian::docid wanted, double weight_min) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override { return at_; }
  double get_weight() const override;
  Xapian::doccount get_termfreq_min() const override { return count_; }
  Xapian::doccount get_termfreq_est() const override { return count_; }
  Xapian::doccount get_termfreq_max() const override { return count_; }
  Boost* clone() const override { return new Boost(now_ms_, scale_); }
  std::string get_description() const override { return "Boost"; }

 private:
  // What stands in a slot, read as the documents come.
  struct Slot {
    Xapian::ValueIterator at, end;
    std::string of(Xapian::docid document);
  };

  std::int64_t now_ms_;
  double scale_;
  Xapian::doccount count_ = 0;
  Xapian::docid last_ = 0, at_ = 0;
  mutable Slot time_, standing_, authority_;
};

}  // namespace fika::search
