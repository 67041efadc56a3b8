// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/json_text.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <boost/json/parser.hpp>

namespace fika::cli::importing {
namespace json = boost::json;
namespace {

std::size_t line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

}  // namespace

Result<json::value> parse_json(std::string_view text, std::string_view file,
                               std::size_t first_line) try {
  json::parse_options options;
  options.max_depth = 64;
  json::parser parser({}, options);
  boost::system::error_code error;
  // Some tools write a byte order mark, which JSON does not know.
  const std::size_t mark = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const std::size_t used = parser.write_some(text.substr(mark), error);
  std::size_t end = mark + used;
  if (!error) {
    while (end < text.size() && std::string_view(" \t\r\n").contains(text[end])) ++end;
    if (end < text.size()) {
      return fail(Code::kInvalid, "{}, line {}: something follows the end of the JSON text.", file,
                  first_line + line_at(text, end) - 1);
    }
    return parser.release();
  }
  return fail(Code::kInvalid, "{}, line {}: this is not JSON ({}).", file,
              first_line + line_at(text, std::min(end, text.size())) - 1, error.message());
} catch (const std::exception& exception) {
  return fail(Code::kInvalid, "{}: this is not JSON ({}).", file, exception.what());
}

std::size_t line_of_element(std::string_view text, std::size_t index) {
  std::size_t depth = 0;
  bool is_in_text = false;
  std::size_t seen = 0;
  bool is_awaited = false;  // the next thing that is not white space begins an element
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_in_text) {
      if (c == '\\') ++at;
      if (c == '"') is_in_text = false;
      continue;
    }
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (is_awaited && seen++ == index) return line_at(text, at);
    is_awaited = false;
    if (c == '"') is_in_text = true;
    if (c == '[' || c == '{') is_awaited = ++depth == 1;
    if (c == ']' || c == '}') --depth;
    if (c == ',' && depth == 1) is_awaited = true;
  }
  return line_at(text, text.size());
}

std::string_view text_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return std::string_view(value->get_string());
}

bool flag_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::int64_t number_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  if (value->is_string()) {
    const std::string_view text(value->get_string());
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  // Beyond 2^53 a double is no number of anything in an archive.
  if (value->is_double() && value->get_double() > -9e15 && value->get_double() < 9e15) {
    return static_cast<std::int64_t>(value->get_double());
  }
  return 0;
}

const json::object* object_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

const json::array* array_field(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_array();
}

}  // namespace fika::cli::importing
