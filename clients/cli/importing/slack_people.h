// SPDX-License-Identifier: GPL-3.0-or-later
// The people of a Slack export: those of users.json, and those that only appear in messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "base/result.h"
#include "clients/cli/importing/archive.h"
#include "clients/cli/importing/slack_names.h"

namespace fika::cli::importing {

class SlackPeople {
 public:
  explicit SlackPeople(SlackNames& names) : names_(names) {}

  Status read(std::string_view text, const std::string& file);
  // Who wrote a message: a user, a bot under its name, or nobody that the export knows any more.
  Id author(const boost::json::object& message);
  // Somebody named by an id only.
  Id person(std::string_view user_id);
  std::vector<ArchivedPerson> take() { return std::move(people_); }

 private:
  Id add(std::string_view key, std::string_view words, std::string name, std::string email);

  SlackNames& names_;
  std::vector<ArchivedPerson> people_;
};

}  // namespace fika::cli::importing
