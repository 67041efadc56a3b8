// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_vocabulary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <span>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace fika::search {
namespace {

template <class T>
using Row = std::pair<std::string_view, T>;

constexpr auto kConditions = std::to_array<Row<ConditionName>>({
    {"from", ConditionName::kFrom},      {"by", ConditionName::kFrom},
    {"från", ConditionName::kFrom},      {"fran", ConditionName::kFrom},
    {"av", ConditionName::kFrom},        {"in", ConditionName::kIn},
    {"i", ConditionName::kIn},           {"kind", ConditionName::kKind},
    {"type", ConditionName::kKind},      {"typ", ConditionName::kKind},
    {"tag", ConditionName::kTag},        {"tagg", ConditionName::kTag},
    {"lang", ConditionName::kLanguage},  {"language", ConditionName::kLanguage},
    {"språk", ConditionName::kLanguage}, {"sprak", ConditionName::kLanguage},
    {"before", ConditionName::kBefore},  {"före", ConditionName::kBefore},
    {"fore", ConditionName::kBefore},    {"innan", ConditionName::kBefore},
    {"after", ConditionName::kAfter},    {"since", ConditionName::kAfter},
    {"efter", ConditionName::kAfter},    {"sedan", ConditionName::kAfter},
    {"has", ConditionName::kHas},        {"har", ConditionName::kHas},
    {"is", ConditionName::kIs},          {"är", ConditionName::kIs},
    {"ar", ConditionName::kIs},          {"sort", ConditionName::kSort},
    {"order", ConditionName::kSort},     {"ordning", ConditionName::kSort},
    {"sortera", ConditionName::kSort},
});

constexpr auto kKinds = std::to_array<Row<KindWord>>({
    {"message", {Kind::kMessage, {}}},
    {"messages", {Kind::kMessage, {}}},
    {"meddelande", {Kind::kMessage, {}}},
    {"meddelanden", {Kind::kMessage, {}}},
    {"thread", {Kind::kThread, {}}},
    {"threads", {Kind::kThread, {}}},
    {"tråd", {Kind::kThread, {}}},
    {"trådar", {Kind::kThread, {}}},
    {"trad", {Kind::kThread, {}}},
    {"page", {Kind::kPage, {}}},
    {"pages", {Kind::kPage, {}}},
    {"wiki", {Kind::kPage, {}}},
    {"sida", {Kind::kPage, {}}},
    {"sidor", {Kind::kPage, {}}},
    {"person", {Kind::kPerson, {}}},
    {"people", {Kind::kPerson, {}}},
    {"personer", {Kind::kPerson, {}}},
    {"folk", {Kind::kPerson, {}}},
    {"community", {Kind::kCommunity, {}}},
    {"communities", {Kind::kCommunity, {}}},
    {"gemenskap", {Kind::kCommunity, {}}},
    {"gemenskaper", {Kind::kCommunity, {}}},
    {"file", {Kind::kFile, {}}},
    {"files", {Kind::kFile, {}}},
    {"fil", {Kind::kFile, {}}},
    {"filer", {Kind::kFile, {}}},
    {"lesson", {Kind::kPage, State::kLesson}},
    {"lessons", {Kind::kPage, State::kLesson}},
    {"lärdom", {Kind::kPage, State::kLesson}},
    {"lärdomar", {Kind::kPage, State::kLesson}},
    {"lardom", {Kind::kPage, State::kLesson}},
    {"question", {Kind::kThread, State::kQuestion}},
    {"questions", {Kind::kThread, State::kQuestion}},
    {"fråga", {Kind::kThread, State::kQuestion}},
    {"frågor", {Kind::kThread, State::kQuestion}},
    {"fraga", {Kind::kThread, State::kQuestion}},
    {"announcement", {Kind::kThread, State::kAnnouncement}},
    {"nyhet", {Kind::kThread, State::kAnnouncement}},
    {"anslag", {Kind::kThread, State::kAnnouncement}},
});

constexpr auto kStates = std::to_array<Row<State>>({
    {"question", State::kQuestion},     {"fråga", State::kQuestion},
    {"fraga", State::kQuestion},        {"announcement", State::kAnnouncement},
    {"nyhet", State::kAnnouncement},    {"anslag", State::kAnnouncement},
    {"unanswered", State::kUnanswered}, {"obesvarad", State::kUnanswered},
    {"obesvarade", State::kUnanswered}, {"obesvarat", State::kUnanswered},
    {"resolved", State::kResolved},     {"solved", State::kResolved},
    {"answered", State::kResolved},     {"löst", State::kResolved},
    {"lösta", State::kResolved},        {"lost", State::kResolved},
    {"pinned", State::kPinned},         {"fäst", State::kPinned},
    {"fästa", State::kPinned},          {"fast", State::kPinned},
    {"imported", State::kImported},     {"importerad", State::kImported},
    {"importerat", State::kImported},   {"importerade", State::kImported},
    {"lesson", State::kLesson},         {"lärdom", State::kLesson},
    {"lardom", State::kLesson},         {"verified", State::kVerified},
    {"confirmed", State::kVerified},    {"bekräftad", State::kVerified},
    {"bekräftat", State::kVerified},    {"bekraftad", State::kVerified},
    {"stale", State::kStale},           {"inaktuell", State::kStale},
    {"inaktuellt", State::kStale},      {"obsolete", State::kObsolete},
    {"föråldrad", State::kObsolete},    {"föråldrat", State::kObsolete},
    {"foraldrad", State::kObsolete},
});

constexpr auto kHolds = std::to_array<Row<Has>>({
    {"file", Has::kFile},
    {"files", Has::kFile},
    {"fil", Has::kFile},
    {"filer", Has::kFile},
    {"bilaga", Has::kFile},
    {"attachment", Has::kFile},
    {"link", Has::kLink},
    {"links", Has::kLink},
    {"länk", Has::kLink},
    {"länkar", Has::kLink},
    {"lank", Has::kLink},
    {"code", Has::kCode},
    {"kod", Has::kCode},
    {"picture", Has::kPicture},
    {"pictures", Has::kPicture},
    {"image", Has::kPicture},
    {"bild", Has::kPicture},
    {"bilder", Has::kPicture},
});

constexpr auto kOrders = std::to_array<Row<Order>>({
    {"newest", Order::kNewest},
    {"new", Order::kNewest},
    {"nyast", Order::kNewest},
    {"nyaste", Order::kNewest},
    {"senaste", Order::kNewest},
    {"oldest", Order::kOldest},
    {"old", Order::kOldest},
    {"äldst", Order::kOldest},
    {"äldsta", Order::kOldest},
    {"aldst", Order::kOldest},
    {"best", Order::kRelevance},
    {"relevance", Order::kRelevance},
    {"bäst", Order::kRelevance},
    {"bast", Order::kRelevance},
    {"relevans", Order::kRelevance},
});

constexpr auto kLanguages = std::to_array<Row<std::string_view>>({
    {"svenska", "sv"},
    {"swedish", "sv"},
    {"engelska", "en"},
    {"english", "en"},
});

// No word of these tables is longer, in any spelling.
constexpr std::size_t kWordBytesMax = 48;

// One spelling for letters put together in two ways, and lower case.
std::string folded(std::string_view word) {
  std::string out;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status) != 0) return std::string(word);
  icu::StringByteSink<std::string> sink(&out);
  fold->normalizeUTF8(0, {word.data(), static_cast<std::int32_t>(word.size())}, sink, nullptr,
                      status);
  return U_FAILURE(status) != 0 ? std::string(word) : out;
}

template <class T, std::size_t size>
std::optional<T> look_up(const std::array<Row<T>, size>& rows, std::string_view word) {
  if (word.empty() || word.size() > kWordBytesMax) return {};
  const std::string key = folded(word);
  const auto found = std::ranges::find(rows, std::string_view(key), &Row<T>::first);
  if (found == rows.end()) return {};
  return found->second;
}

// Exactly `digits` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits || value < 0) return {};
  text.remove_prefix(digits);
  return value;
}

}  // namespace

std::optional<ConditionName> condition_of(std::string_view word) {
  return look_up(kConditions, word);
}
std::optional<KindWord> kind_of(std::string_view word) { return look_up(kKinds, word); }
std::optional<State> state_of(std::string_view word) { return look_up(kStates, word); }
std::optional<Has> has_of(std::string_view word) { return look_up(kHolds, word); }
std::optional<Order> order_of(std::string_view word) { return look_up(kOrders, word); }

std::optional<std::string> named_language(std::string_view word) {
  if (const auto named = look_up(kLanguages, word)) return std::string(*named);
  std::string tag;
  std::size_t part = 0;  // bytes of the part that is being read
  bool is_first = true;
  for (const char c : word) {
    if (c == '-') {
      if (part < 2) return {};
      part = 0;
      is_first = false;
    } else {
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      const bool is_digit = c >= '0' && c <= '9';
      if (!is_letter && (is_first || !is_digit)) return {};
      if (++part > (is_first ? 3U : 8U)) return {};
    }
    tag.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
  }
  if (part < 2 || tag.size() > 35) return {};
  return tag;
}

std::optional<std::int64_t> date_of(std::string_view word) {
  namespace chrono = std::chrono;
  const auto number = take_number(word, 4);
  if (!number || *number < 1970) return {};
  int month_number = 1, day_number = 1;
  for (int* part : {&month_number, &day_number}) {
    if (word.empty()) break;
    if (word.front() != '-') return {};
    word.remove_prefix(1);
    const auto read = take_number(word, 2);
    if (!read) return {};
    *part = *read;
  }
  const chrono::year_month_day date{chrono::year{*number},
                                    chrono::month{static_cast<unsigned>(month_number)},
                                    chrono::day{static_cast<unsigned>(day_number)}};
  if (!word.empty() || !date.ok()) return {};
  const auto since = chrono::sys_days{date}.time_since_epoch();
  return chrono::duration_cast<chrono::milliseconds>(since).count();
}

}  // namespace fika::search
