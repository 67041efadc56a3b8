// SPDX-License-Identifier: GPL-3.0-or-later
// origin.json of an exported wiki: where it was made, and who the people are that the rest numbers.
// It is what is different when the same wiki is exported elsewhere. Whoever brings a wiki to people
// who have accounts there may add their "email" to it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::cli::wiki {

inline constexpr std::string_view kOriginName = "origin.json";

struct OriginPerson {
  std::string id, name;
  std::string email;  // as far as the exporter knows it
};
struct Origin {
  std::string organisation;
  std::map<std::string, std::string> communities;  // their ids by their folders
  std::vector<OriginPerson> people;                // the first has the number 1

  // "" for 0 and for numbers that nobody has.
  std::string person(std::size_t number) const {
    return number == 0 || number > people.size() ? std::string() : people[number - 1].id;
  }
};

std::string to_json(const Origin& origin);
Result<Origin> read_origin(std::string_view json);

}  // namespace fika::cli::wiki
