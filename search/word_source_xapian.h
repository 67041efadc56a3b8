// SPDX-License-Identifier: GPL-3.0-or-later
// The documents that have a word in any of its forms, each weighed by its best form. Xapian's own
// OP_MAX would say the same, but in 1.4.22 it reads freed memory when several of its lists end at
// one document, which forms of one word do all the time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>
#include <xapian.h>

namespace fika::search {

// Terms that count as one: how often any of them comes is added up.
struct WordForm {
  std::vector<std::string> terms;  // all of them in the index
  double share = 1;                // of what it weighs
  bool is_extra = false;           // comes on top of the best of the others
  // Stems are as rare as the most frequent of them: a document has those of its own language alone,
  // and where it was taken for another, nobody should find it first for that.
  bool is_stem = false;
};

class WordSource : public Xapian::PostingSource {
 public:
  // `bonus` goes to every document that has the word, whatever the form.
  explicit WordSource(std::vector<WordForm> forms, double bonus = 0);

  void init(const Xapian::Database& database) override;
  void next(double weight_min) override;
  void skip_to(Xapian::docid wanted, double weight_min) override;
  bool at_end() const override { return is_begun_ && heap_.empty(); }
  Xapian::docid get_docid() const override { return heap_.front().document; }
  double get_weight() const override;
  Xapian::doccount get_termfreq_min() const override { return least_; }
  Xapian::doccount get_termfreq_est() const override { return (least_ + most_) / 2; }
  Xapian::doccount get_termfreq_max() const override { return most_; }
  WordSource* clone() const override { return new WordSource(forms_, bonus_); }
  std::string get_description() const override;

 private:
  // One term's documents.
  struct List {
    Xapian::docid document = 0;
    std::size_t form = 0;
    Xapian::PostingIterator at, end;
  };
  struct Weigher {
    double whole = 0;  // what a form weighs that comes without end
  };

  void begin();
  // Moves the first list on, with `move`, and puts it where it belongs then.
  template <class Move>
  void move_first(const Move& move);
  double weight_of(std::size_t form, double times, double length_part) const;
  double length_part(double length) const;

  std::vector<WordForm> forms_;
  double bonus_;
  Xapian::Database database_;
  std::vector<List> heap_;  // the nearest document first
  std::vector<Weigher> weighers_;
  mutable std::vector<double> times_;  // of each form in one document
  double average_length_ = 1;
  Xapian::doccount least_ = 0, most_ = 0;
  bool is_begun_ = false;
};

}  // namespace fika::search
