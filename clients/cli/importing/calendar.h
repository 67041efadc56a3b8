// SPDX-License-Identifier: GPL-3.0-or-later
// Times as archives write them, to Unix milliseconds and to words, always in UTC.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::cli::importing {

// "2009-10-20T12:01:00", with or without a "Z" or a fraction at its end.
Result<std::int64_t> parse_iso_ms(std::string_view text);
// Slack's "1433562823.000010". Microseconds, as two messages may share a millisecond.
Result<std::int64_t> parse_slack_us(std::string_view text);

std::string month_key(std::int64_t time_ms);     // 2015-06
std::string month_words(std::int64_t time_ms);   // June 2015
std::string day_words(std::int64_t time_ms);     // 2015-06-05
std::string minute_words(std::int64_t time_ms);  // 2015-06-05 14:03
std::int64_t month_start_ms(std::int64_t time_ms);

}  // namespace fika::cli::importing
