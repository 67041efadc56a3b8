// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of a foreign archive: parsed with limits, read without trust, refused with file and line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/result.h"

namespace fika::cli::importing {

// kInvalid "FILE, line N: ..." unless `text` is one JSON value in UTF-8, at most 64 levels deep.
// `first_line` is the line of the file that `text` begins at.
Result<boost::json::value> parse_json(std::string_view text, std::string_view file,
                                      std::size_t first_line = 1);

// The line on which the element `index` of the array in `text` begins. `text` has been parsed.
std::size_t line_of_element(std::string_view text, std::size_t index);

// Fields that are absent or of another type read as empty: only what must be there is asked for.
std::string_view text_field(const boost::json::object& object, std::string_view name);
bool flag_field(const boost::json::object& object, std::string_view name);
// Also a number written as text, as older exports have it.
std::int64_t number_field(const boost::json::object& object, std::string_view name);
const boost::json::object* object_field(const boost::json::object& object, std::string_view name);
const boost::json::array* array_field(const boost::json::object& object, std::string_view name);

}  // namespace fika::cli::importing
