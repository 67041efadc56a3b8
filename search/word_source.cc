// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "search/ranking.h"
#include "search/word_source_xapian.h"

namespace fika::search {
namespace {

constexpr auto kFarther = [](const auto& a, const auto& b) { return a.document > b.document; };

}  // namespace

WordSource::WordSource(std::vector<WordForm> forms, double bonus)
    : forms_(std::move(forms)), bonus_(bonus) {}

void WordSource::init(const Xapian::Database& database) {
  database_ = database;
  heap_.clear();
  weighers_.clear();
  times_.assign(forms_.size(), 0);
  is_begun_ = false;
  least_ = most_ = 0;
  const double count = database.get_doccount();
  average_length_ = std::max(database.get_avlength(), 1.0);
  const double shortest = length_part(database.get_doclength_lower_bound());
  std::vector<double> documents(forms_.size()), times_max(forms_.size());
  double stem_documents = 0;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    for (const std::string& term : forms_[i].terms) {
      const Xapian::doccount frequency = database.get_termfreq(term);
      least_ = std::max(least_, frequency);
      documents[i] += frequency;
      times_max[i] += database.get_wdf_upper_bound(term);
    }
    documents[i] = std::min(documents[i], count);
    most_ = static_cast<Xapian::doccount>(std::min(count, most_ + documents[i]));
    if (forms_[i].is_stem) stem_documents = std::max(stem_documents, documents[i]);
  }
  double best = 0, extra = 0;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    const double in = forms_[i].is_stem ? stem_documents : documents[i];
    const double rarity = std::log(1 + (count - in + 0.5) / (in + 0.5));
    weighers_.push_back({forms_[i].share * rarity * (1 + ranking::kSaturation)});
    const double most = weight_of(i, times_max[i], shortest);
    if (forms_[i].is_extra) {
      extra += most;
    } else {
      best = std::max(best, most);
    }
  }
  set_maxweight(best + extra + bonus_);
}

void WordSource::begin() {
  is_begun_ = true;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    for (const std::string& term : forms_[i].terms) {
      List list{
          .form = i, .at = database_.postlist_begin(term), .end = database_.postlist_end(term)};
      if (list.at == list.end) continue;
      list.document = *list.at;
      heap_.push_back(std::move(list));
    }
  }
  std::ranges::make_heap(heap_, kFarther);
}

template <class Move>
void WordSource::move_first(const Move& move) {
  std::ranges::pop_heap(heap_, kFarther);
  List& list = heap_.back();
  move(list.at);
  if (list.at == list.end) {
    heap_.pop_back();
    return;
  }
  list.document = *list.at;
  std::ranges::push_heap(heap_, kFarther);
}

void WordSource::next(double weight_min) {
  if (!is_begun_) {
    begin();
  } else if (!heap_.empty()) {
    const Xapian::docid left = heap_.front().document;
    while (!heap_.empty() && heap_.front().document == left) {
      move_first([](Xapian::PostingIterator& at) { ++at; });
    }
  }
  if (weight_min > get_maxweight()) heap_.clear();
}

void WordSource::skip_to(Xapian::docid wanted, double weight_min) {
  if (!is_begun_) begin();
  if (weight_min > get_maxweight()) heap_.clear();
  while (!heap_.empty() && heap_.front().document < wanted) {
    move_first([&](Xapian::PostingIterator& at) { at.skip_to(wanted); });
  }
}

double WordSource::length_part(double length) const {
  const double relative = std::max(length / average_length_, ranking::kLengthShareMin);
  return ranking::kSaturation * (1 - ranking::kLengthShare + ranking::kLengthShare * relative);
}

double WordSource::weight_of(std::size_t form, double times, double length_part) const {
  return times == 0 ? 0 : weighers_[form].whole * times / (times + length_part);
}

double WordSource::get_weight() const {
  const Xapian::docid document = heap_.front().document;
  std::ranges::fill(times_, 0);
  // The lists at this document stand together at the top of the heap.
  std::size_t waiting[64];
  std::size_t count = 0;
  waiting[count++] = 0;
  while (count > 0) {
    const std::size_t i = waiting[--count];
    if (i >= heap_.size() || heap_[i].document != document) continue;
    times_[heap_[i].form] += heap_[i].at.get_wdf();
    if (count + 2 <= std::size(waiting)) {
      waiting[count++] = 2 * i + 1;
      waiting[count++] = 2 * i + 2;
    }
  }
  const double length = length_part(database_.get_doclength(document));
  double best = 0, extra = 0;
  for (std::size_t i = 0; i < times_.size(); ++i) {
    const double weight = weight_of(i, times_[i], length);
    if (forms_[i].is_extra) {
      extra += weight;
    } else {
      best = std::max(best, weight);
    }
  }
  return best + extra + bonus_;
}

std::string WordSource::get_description() const {
  std::string text = "Word(";
  for (const WordForm& form : forms_) {
    if (text.back() != '(') text += ", ";
    text += form.terms.front();
    if (form.terms.size() > 1) text += "+" + std::to_string(form.terms.size() - 1);
  }
  return text + ")";
}

}  // namespace fika::search
