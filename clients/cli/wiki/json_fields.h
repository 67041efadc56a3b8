// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of exported wikis: objects of one line each, where what is empty is left out, and the
// way back, which trusts nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "clients/cli/importing/json_text.h"
#include "clients/cli/terminal.h"

namespace fika::cli::wiki {

class JsonLine {
 public:
  JsonLine& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : put(name, json_text(value));
  }
  JsonLine& number(std::string_view name, std::int64_t value) {
    return value == 0 ? *this : put(name, fmt::format("{}", value));
  }
  JsonLine& number(std::string_view name, std::uint64_t value) {
    return number(name, static_cast<std::int64_t>(value));
  }
  JsonLine& flag(std::string_view name, bool value) { return value ? put(name, "true") : *this; }
  JsonLine& texts(std::string_view name, const std::vector<std::string>& values) {
    std::string list;
    for (const std::string& each : values) list += (list.empty() ? "" : ", ") + json_text(each);
    return values.empty() ? *this : put(name, "[" + list + "]");
  }
  std::string take() { return "{" + fields_ + "}"; }

 private:
  JsonLine& put(std::string_view name, std::string_view value) {
    fields_ += fmt::format("{}\"{}\": {}", fields_.empty() ? "" : ", ", name, value);
    return *this;
  }
  std::string fields_;
};

inline std::vector<std::string> texts_in(const boost::json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  if (const boost::json::array* list = importing::array_field(object, name)) {
    for (const boost::json::value& each : *list) {
      if (each.is_string()) texts.emplace_back(std::string_view(each.get_string()));
    }
  }
  return texts;
}

// 0 for what is no number or below.
inline std::uint64_t count_in(const boost::json::object& object, std::string_view name) {
  const std::int64_t number = importing::number_field(object, name);
  return number < 0 ? 0 : static_cast<std::uint64_t>(number);
}

// kInvalid unless `whole` has a list of objects so called.
template <class Take>
Status each_object(const boost::json::object& whole, std::string_view name, std::string_view file,
                   const Take& take) {
  const boost::json::array* list = importing::array_field(whole, name);
  if (list == nullptr) return fail(Code::kInvalid, "{} says nothing of its {}.", file, name);
  for (const boost::json::value& each : *list) {
    if (!each.is_object()) return fail(Code::kInvalid, "{}: one of its {} is none.", file, name);
    take(each.get_object());
  }
  return {};
}

}  // namespace fika::cli::wiki
