// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/manifest.h"

#include <boost/json.hpp>

#include "clients/cli/importing/json_text.h"
#include "clients/cli/terminal.h"

namespace fika::cli::wiki {
namespace {

namespace json = boost::json;
using importing::array_field;
using importing::number_field;
using importing::text_field;

constexpr std::string_view kFormat = "fika wiki 1";

std::string json_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + json_text(text);
  return "[" + list + "]";
}

std::vector<std::string> texts_in(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  if (const json::array* list = array_field(object, name)) {
    for (const json::value& each : *list) {
      if (each.is_string()) texts.emplace_back(std::string_view(each.get_string()));
    }
  }
  return texts;
}

template <class Take>
Status each_object(const json::object& whole, std::string_view name, const Take& take) {
  const json::array* list = array_field(whole, name);
  if (list == nullptr) return fail(Code::kInvalid, "wiki.json says nothing of its {}.", name);
  for (const json::value& each : *list) {
    if (!each.is_object()) return fail(Code::kInvalid, "wiki.json: one of its {} is none.", name);
    take(each.get_object());
  }
  return {};
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  std::string text = fmt::format("{{\"format\": {}, \"organisation\": {},\n\"places\": [",
                                 json_text(kFormat), json_text(manifest.organisation));
  std::string_view comma = "\n";
  for (const ManifestPlace& place : manifest.places) {
    text += fmt::format("{}{{\"id\": {}, \"name\": {}, \"folder\": {}, \"openness\": {}}}", comma,
                        json_text(place.id), json_text(place.name), json_text(place.folder),
                        json_text(place.openness));
    comma = ",\n";
  }
  text += "],\n\"pages\": [";
  comma = "\n";
  for (const ManifestPage& page : manifest.pages) {
    text += fmt::format(
        "{}{{\"id\": {}, \"parent\": {}, \"place\": {}, \"path\": {}, \"title\": {}, "
        "\"language\": {}, \"tags\": {}, \"createdAtMs\": {}, \"revisedAtMs\": {}, "
        "\"revision\": {}, \"ownAddresses\": {}}}",
        comma, json_text(page.id), json_text(page.parent), json_text(page.place),
        json_text(page.path), json_text(page.title), json_text(page.language), json_list(page.tags),
        page.created_at_ms, page.revised_at_ms, page.revision, json_list(page.own_addresses));
    comma = ",\n";
  }
  text += "],\n\"files\": [";
  comma = "\n";
  for (const ManifestFile& file : manifest.files) {
    text += fmt::format("{}{{\"id\": {}, \"path\": {}, \"name\": {}, \"mediaType\": {}}}", comma,
                        json_text(file.id), json_text(file.path), json_text(file.name),
                        json_text(file.media_type));
    comma = ",\n";
  }
  return text + "]}";
}

Result<Manifest> read_manifest(std::string_view text) {
  TRY(const json::value parsed, importing::parse_json(text, kManifestName));
  if (!parsed.is_object() || text_field(parsed.get_object(), "format") != kFormat) {
    return fail(Code::kInvalid,
                "wiki.json is not of the version that this client reads, \"{}\". Use the client "
                "that belongs to the server it was exported from, or a later one.",
                kFormat);
  }
  const json::object& whole = parsed.get_object();
  const auto text_of = [](const json::object& object, std::string_view name) {
    return std::string(text_field(object, name));
  };
  Manifest manifest;
  manifest.organisation = text_of(whole, "organisation");
  CHECKED(each_object(whole, "places", [&](const json::object& place) {
    manifest.places.push_back({.id = text_of(place, "id"),
                               .name = text_of(place, "name"),
                               .folder = text_of(place, "folder"),
                               .openness = text_of(place, "openness")});
  }));
  CHECKED(each_object(whole, "pages", [&](const json::object& page) {
    manifest.pages.push_back(
        {.id = text_of(page, "id"),
         .parent = text_of(page, "parent"),
         .place = text_of(page, "place"),
         .path = text_of(page, "path"),
         .title = text_of(page, "title"),
         .language = text_of(page, "language"),
         .tags = texts_in(page, "tags"),
         .created_at_ms = number_field(page, "createdAtMs"),
         .revised_at_ms = number_field(page, "revisedAtMs"),
         .revision = static_cast<std::uint64_t>(number_field(page, "revision")),
         .own_addresses = texts_in(page, "ownAddresses")});
  }));
  CHECKED(each_object(whole, "files", [&](const json::object& file) {
    manifest.files.push_back({.id = text_of(file, "id"),
                              .path = text_of(file, "path"),
                              .name = text_of(file, "name"),
                              .media_type = text_of(file, "mediaType")});
  }));
  return manifest;
}

}  // namespace fika::cli::wiki
