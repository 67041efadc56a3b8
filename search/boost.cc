// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <string_view>

#include "search/boost_xapian.h"
#include "search/document.h"
#include "search/ranking.h"
#include "search/schema.h"

namespace fika::search {
namespace {

// 0: it does not age.
double half_life_days(Kind kind) {
  switch (kind) {
    case Kind::kMessage:
      return ranking::kChatHalfLifeDays;
    case Kind::kThread:
      return ranking::kThreadHalfLifeDays;
    case Kind::kPage:
    case Kind::kFile:
      return ranking::kPageHalfLifeDays;
    case Kind::kPerson:
    case Kind::kCommunity:
      return 0;
  }
  return 0;
}

}  // namespace

Boost::Boost(std::int64_t now_ms, double scale) : now_ms_(now_ms), scale_(scale) {}

std::string Boost::Slot::of(Xapian::docid document) {
  if (at != end && at.get_docid() < document) at.skip_to(document);
  return at != end && at.get_docid() == document ? *at : std::string();
}

void Boost::init(const Xapian::Database& database) {
  count_ = database.get_doccount();
  last_ = database.get_lastdocid();
  at_ = 0;
  const auto open = [&](Slot& slot, Xapian::valueno number) {
    slot.at = database.valuestream_begin(number);
    slot.end = database.valuestream_end(number);
  };
  open(time_, slot::kTime);
  open(standing_, slot::kStanding);
  open(authority_, slot::kAuthority);
  set_maxweight(
      scale_ * (ranking::kRecency + ranking::kAuthority + ranking::kVerified + ranking::kNotStale));
}

void Boost::next(double /*weight_min*/) { ++at_; }
void Boost::skip_to(Xapian::docid wanted, double /*weight_min*/) { at_ = std::max(at_, wanted); }
bool Boost::check(Xapian::docid wanted, double weight_min) {
  skip_to(wanted, weight_min);
  return true;
}
bool Boost::at_end() const { return at_ > last_; }

double Boost::get_weight() const {
  const std::string standing = standing_.of(at_);
  if (standing.empty()) return 0;
  const std::string_view states = std::string_view(standing).substr(1);
  const auto is = [&](State state) { return states.contains(static_cast<char>(state)); };
  double share = is(State::kStale) ? 0 : ranking::kNotStale;
  if (is(State::kVerified)) share += ranking::kVerified;
  if (const std::string authority = authority_.of(at_); !authority.empty()) {
    share += ranking::kAuthority * std::clamp(Xapian::sortable_unserialise(authority), 0.0, 1.0);
  }
  const double half_life = half_life_days(static_cast<Kind>(standing.front()));
  if (half_life == 0) {
    share += ranking::kRecency / 2;
  } else if (const std::string time = time_.of(at_); !time.empty()) {
    constexpr double kDayMs = 86'400'000;
    const double days =
        (static_cast<double>(now_ms_) - Xapian::sortable_unserialise(time)) / kDayMs;
    share += ranking::kRecency * std::exp2(-std::max(days, 0.0) / half_life);
  }
  return scale_ * share;
}

}  // namespace fika::search
