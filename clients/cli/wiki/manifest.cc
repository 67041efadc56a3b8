// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/manifest.h"

#include "clients/cli/wiki/json_fields.h"

namespace fika::cli::wiki {
namespace {

namespace json = boost::json;
using importing::number_field;
using importing::text_field;

constexpr std::string_view kFormat = "fika wiki 2";

std::string to_json(const ManifestPage& page) {
  JsonLine line;
  line.text("id", page.id).text("parent", page.parent).text("place", page.place);
  line.text("path", page.path).text("title", page.title).text("language", page.language);
  line.texts("tags", page.tags).text("template", page.template_name);
  line.number("owner", page.owner).texts("formerTitles", page.former_titles);
  line.text("translationOf", page.translation_of);
  line.number("translatedRevision", page.translated_revision);
  line.number("createdAtMs", page.created_at_ms).number("revision", page.revision);
  return line.texts("ownAddresses", page.own_addresses).take();
}

std::string to_json(const ManifestPlace& place) {
  JsonLine line;
  line.text("folder", place.folder).text("name", place.name);
  return line.text("openness", place.openness).take();
}

std::string to_json(const ManifestFile& file) {
  JsonLine line;
  line.text("id", file.id).text("path", file.path).text("name", file.name);
  return line.text("mediaType", file.media_type).text("captions", file.captions).take();
}

template <class List>
std::string lines(const List& list) {
  std::string all;
  for (const auto& each : list) all += (all.empty() ? "\n" : ",\n") + to_json(each);
  return all;
}

ManifestPage page_in(const json::object& page) {
  return {.id = std::string(text_field(page, "id")),
          .parent = std::string(text_field(page, "parent")),
          .place = std::string(text_field(page, "place")),
          .path = std::string(text_field(page, "path")),
          .title = std::string(text_field(page, "title")),
          .language = std::string(text_field(page, "language")),
          .tags = texts_in(page, "tags"),
          .template_name = std::string(text_field(page, "template")),
          .owner = count_in(page, "owner"),
          .former_titles = texts_in(page, "formerTitles"),
          .translation_of = std::string(text_field(page, "translationOf")),
          .translated_revision = count_in(page, "translatedRevision"),
          .created_at_ms = number_field(page, "createdAtMs"),
          .revision = count_in(page, "revision"),
          .own_addresses = texts_in(page, "ownAddresses")};
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  return fmt::format(
      "{{\"format\": \"{}\",\n\"places\": [{}],\n\"pages\": [{}],\n\"files\": [{}]}}", kFormat,
      lines(manifest.places), lines(manifest.pages), lines(manifest.files));
}

Result<Manifest> read_manifest(std::string_view text) {
  TRY(const json::value parsed, importing::parse_json(text, kManifestName));
  if (!parsed.is_object() || text_field(parsed.get_object(), "format") != kFormat) {
    return fail(Code::kInvalid,
                "wiki.json is not of the version that this client reads, \"{}\". Export the wiki "
                "again with the client that belongs to this server.",
                kFormat);
  }
  const json::object& whole = parsed.get_object();
  Manifest manifest;
  CHECKED(each_object(whole, "places", kManifestName, [&](const json::object& place) {
    manifest.places.push_back({.folder = std::string(text_field(place, "folder")),
                               .name = std::string(text_field(place, "name")),
                               .openness = std::string(text_field(place, "openness"))});
  }));
  CHECKED(each_object(whole, "pages", kManifestName,
                      [&](const json::object& page) { manifest.pages.push_back(page_in(page)); }));
  CHECKED(each_object(whole, "files", kManifestName, [&](const json::object& file) {
    manifest.files.push_back({.id = std::string(text_field(file, "id")),
                              .path = std::string(text_field(file, "path")),
                              .name = std::string(text_field(file, "name")),
                              .media_type = std::string(text_field(file, "mediaType")),
                              .captions = std::string(text_field(file, "captions"))});
  }));
  return manifest;
}

}  // namespace fika::cli::wiki
