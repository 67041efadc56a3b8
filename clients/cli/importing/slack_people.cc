// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/slack_people.h"

#include "base/text.h"
#include "clients/cli/importing/json_text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/importing/mrkdwn.h"

namespace fika::cli::importing {
namespace {

namespace json = boost::json;

constexpr std::string_view kFormer = "Former colleague";

std::string_view first_of(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (!trim(text).empty()) return text;
  }
  return {};
}

std::string name_of(const json::object& user) {
  static const json::object kEmpty;
  const json::object* found = object_field(user, "profile");
  const json::object& profile = found == nullptr ? kEmpty : *found;
  const std::string_view name =
      first_of({text_field(profile, "real_name"), text_field(user, "real_name"),
                text_field(profile, "display_name"), text_field(user, "name")});
  return as_line(name, kNameLengthMax, kFormer);
}

// Only what can be an address: it decides whose account stands in for the person.
std::string email_of(const json::object& user) {
  const json::object* profile = object_field(user, "profile");
  if (profile == nullptr) return {};
  std::string email = to_lower_ascii(trim(text_field(*profile, "email")));
  const std::size_t at = email.find('@');
  const bool good = at != std::string::npos && at > 0 && at + 1 < email.size() &&
                    email.size() <= 254 && email.find_first_of(" \t\r\n<>,;") == std::string::npos;
  return good ? email : std::string();
}

}  // namespace

Id SlackPeople::add(std::string_view key, std::string_view words, std::string name,
                    std::string email) {
  const Id id = Id::derive(0, words);
  names_.people[std::string(key)] = {.id = id, .name = name};
  people_.push_back({.id = id, .name = std::move(name), .email = std::move(email)});
  return id;
}

Status SlackPeople::read(std::string_view text, const std::string& file) {
  TRY(const json::value parsed, parse_json(text, file));
  const json::array* users = parsed.if_array();
  if (users == nullptr)
    return fail(Code::kInvalid, "{}, line 1: this is not a list of users.", file);
  for (std::size_t i = 0; i < users->size(); ++i) {
    const json::object* user = (*users)[i].if_object();
    const std::string_view id = user == nullptr ? std::string_view() : text_field(*user, "id");
    if (id.empty() || id.size() > 64) {
      return fail(Code::kInvalid, "{}, line {}: this is not a user with an id.", file,
                  line_of_element(text, i));
    }
    if (names_.people.contains(id)) {
      return fail(Code::kInvalid, "{}, line {}: the user {} is there twice.", file,
                  line_of_element(text, i), as_line(id, 40, "?"));
    }
    add(id, fmt::format("slack user {}", id), name_of(*user), email_of(*user));
  }
  return {};
}

Id SlackPeople::person(std::string_view user_id) {
  const auto known = names_.people.find(user_id);
  if (known != names_.people.end()) return known->second.id;
  return add(user_id, fmt::format("slack user {}", user_id), std::string(kFormer), {});
}

Id SlackPeople::author(const json::object& message) {
  std::string_view user = text_field(message, "user");
  if (user.empty()) {
    // A comment on a file has its author inside.
    const json::object* comment = object_field(message, "comment");
    if (comment != nullptr) user = text_field(*comment, "user");
  }
  const json::object* profile = object_field(message, "user_profile");
  if (!user.empty() && (profile == nullptr || names_.people.contains(user))) return person(user);
  if (!user.empty()) {
    const std::string_view name =
        first_of({text_field(*profile, "real_name"), text_field(*profile, "name")});
    return add(user, fmt::format("slack user {}", user), as_line(name, kNameLengthMax, kFormer),
               {});
  }
  const json::object* bot = object_field(message, "bot_profile");
  const std::string_view bot_id = text_field(message, "bot_id");
  const std::string_view bot_name = bot == nullptr ? std::string_view() : text_field(*bot, "name");
  const std::string name =
      as_line(mrkdwn_to_plain(first_of({text_field(message, "username"), bot_name}), names_),
              kNameLengthMax, bot_id.empty() ? kFormer : "Bot");
  const std::string key = bot_id.empty() ? "bot " + name : "bot " + std::string(bot_id);
  const auto known = names_.people.find(key);
  if (known != names_.people.end()) return known->second.id;
  return add(key, "slack " + key, name, {});
}

}  // namespace fika::cli::importing
