// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/calendar.h"

#include <array>
#include <charconv>
#include <chrono>

#include "base/clock.h"

namespace fika::cli::importing {
namespace {

// 1970 to 9999: what an id's time and a person's patience can hold.
constexpr std::int64_t kTimeMsMax = 253'402'300'799'000;

std::chrono::year_month_day date_of(std::int64_t time_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(time_ms)};
  return std::chrono::floor<std::chrono::days>(time);
}

// `size` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  if (at + size > text.size()) return -1;
  for (std::size_t i = at; i < at + size; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

Result<std::int64_t> parse_iso_ms(std::string_view text) {
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  const bool good = text.size() >= 19 && text[4] == '-' && text[7] == '-' &&
                    (text[10] == 'T' || text[10] == ' ') && text[13] == ':' && text[16] == ':' &&
                    year >= 1970 && month > 0 && day > 0 && date.ok() && hour >= 0 && hour < 24 &&
                    minute >= 0 && minute < 60 && second >= 0 && second <= 60;
  const std::string_view rest = good ? text.substr(19) : std::string_view();
  if (!good || rest.find_first_not_of(".0123456789Z") != std::string_view::npos) {
    return fail(Code::kInvalid, "its time is not one such as 2009-10-20T12:01:00");
  }
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * kDayMs + hour * kHourMs + minute * kMinuteMs + second * kSecondMs;
}

Result<std::int64_t> parse_slack_us(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::string_view fraction =
      dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  std::int64_t seconds = -1;
  const std::string_view whole = text.substr(0, dot);
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
  const bool good = error == std::errc{} && end == whole.data() + whole.size() && seconds >= 0 &&
                    seconds <= kTimeMsMax / 1000 && fraction.size() <= 6 &&
                    fraction.find_first_not_of("0123456789") == std::string_view::npos;
  if (!good) return fail(Code::kInvalid, "its time stamp is not one such as 1433562823.000010");
  std::int64_t micros = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    micros = micros * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  }
  return seconds * 1'000'000 + micros;
}

std::string month_key(std::int64_t time_ms) { return day_words(time_ms).substr(0, 7); }

std::string month_words(std::int64_t time_ms) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const auto date = date_of(time_ms);
  return fmt::format("{} {}", kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()));
}

std::string day_words(std::int64_t time_ms) {
  const auto date = date_of(time_ms);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string minute_words(std::int64_t time_ms) {
  const std::int64_t minutes = ((time_ms % kDayMs + kDayMs) % kDayMs) / kMinuteMs;
  return fmt::format("{} {:02}:{:02}", day_words(time_ms), minutes / 60, minutes % 60);
}

std::int64_t month_start_ms(std::int64_t time_ms) {
  const auto date = date_of(time_ms);
  const auto first = std::chrono::sys_days(date.year() / date.month() / 1);
  return first.time_since_epoch().count() * kDayMs;
}

}  // namespace fika::cli::importing
