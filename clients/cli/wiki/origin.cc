// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/origin.h"

#include "clients/cli/wiki/json_fields.h"

namespace fika::cli::wiki {

namespace json = boost::json;
using importing::text_field;

std::string to_json(const Origin& origin) {
  std::string communities, people;
  for (const auto& [folder, id] : origin.communities) {
    JsonLine line;
    line.text("folder", folder).text("id", id);
    communities += (communities.empty() ? "\n" : ",\n") + line.take();
  }
  for (const OriginPerson& person : origin.people) {
    JsonLine line;
    line.text("id", person.id).text("name", person.name).text("email", person.email);
    people += (people.empty() ? "\n" : ",\n") + line.take();
  }
  return fmt::format("{{\"organisation\": {},\n\"communities\": [{}],\n\"people\": [{}]}}",
                     json_text(origin.organisation), communities, people);
}

Result<Origin> read_origin(std::string_view text) {
  TRY(const json::value parsed, importing::parse_json(text, kOriginName));
  if (!parsed.is_object()) return fail(Code::kInvalid, "origin.json is no object.");
  const json::object& whole = parsed.get_object();
  Origin origin;
  origin.organisation = text_field(whole, "organisation");
  CHECKED(each_object(whole, "communities", kOriginName, [&](const json::object& community) {
    origin.communities.emplace(text_field(community, "folder"), text_field(community, "id"));
  }));
  CHECKED(each_object(whole, "people", kOriginName, [&](const json::object& person) {
    origin.people.push_back({.id = std::string(text_field(person, "id")),
                             .name = std::string(text_field(person, "name")),
                             .email = std::string(text_field(person, "email"))});
  }));
  return origin;
}

}  // namespace fika::cli::wiki
